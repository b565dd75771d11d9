// Reporters: what students and instructors read of a check that was cancelled because a hook failed.
import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { resultsIn } from "../../src/classroom/run-checks.ts";
import { shippedTemplates } from "../../src/ourselves.ts";
import { run } from "../../src/system/run.ts";
import { temporary } from "../support/sandbox.ts";

const atStart = "before(() => { throw new Error('no such table'); });\ndescribe('feed', () => test('is RSS', () => {}));";
const ofOneTask = "describe('feed', () => { before(() => { throw new Error('no such table'); }); test('is RSS', () => {}); });";

test.each([
  ["base/check/report.js", "of the whole run", atStart],
  ["base/check/report.js", "of one task", ofOneTask],
  ["prove/events.js", "of the whole run", atStart],
  ["prove/events.js", "of one task", ofOneTask],
])("%s gives the reason of a hook %s that failed", async (reporter, _, checks) => {
  const folder = temporary();
  const task = { id: "feed", title: "Serve a feed", points: 6, needs: [], files: [], starter: [] };
  cpSync(join(shippedTemplates, "assignments", reporter), join(folder, "reporter.mjs"));
  writeFileSync(join(folder, "tasks.json"), JSON.stringify({ tasks: [task] }));
  writeFileSync(join(folder, "checks.mjs"), `import { before, describe, test } from "node:test";\n${checks}\n`);
  const command = [process.execPath, "--test-reporter=./reporter.mjs", "checks.mjs"];
  const { stdout } = await run(command, { cwd: folder, env: { PATH: process.env.PATH } });
  expect(stdout).toContain("is RSS");
  expect(stdout).toContain("no such table");
  expect(stdout).not.toContain("cancelled");
});

test.each(["base/check/report.js", "prove/events.js"])("%s tells a check that could not begin from one that failed", async (reporter) => {
  const folder = temporary();
  const tasks = ["feed", "tags", "search"].map((id) => ({ id, title: `Make ${id}`, points: 6, needs: [], files: [], starter: [{ file: "x.js", line: "x" }] }));
  cpSync(join(shippedTemplates, "assignments", reporter), join(folder, "reporter.mjs"));
  cpSync(join(shippedTemplates, "assignments/base/check/steps.js"), join(folder, "steps.mjs"));
  writeFileSync(join(folder, "tasks.json"), JSON.stringify({ tasks }));
  const checks = `import { before, describe, test } from "node:test";
import { stepFailed } from "./steps.mjs";
describe("feed", () => test("is RSS", () => { throw stepFailed("nobody can be logged in", "Look."); }));
describe("tags", () => { before(() => { throw new Error("no rows"); }); test("are links", () => {}); });
describe("search", () => test("finds", () => { throw new Error("nothing"); }));
`;
  writeFileSync(join(folder, "checks.mjs"), checks);
  const { stdout } = await run([process.execPath, "--test-reporter=./reporter.mjs", "checks.mjs"], { cwd: folder, env: { PATH: process.env.PATH } });
  const reasons = ["This check could not begin: nobody can be logged in. Look.", "no rows", "nothing"];
  for (const reason of reasons) expect(stdout).toContain(reason);
  const states = reporter.startsWith("base")
    ? [...stdout.matchAll(/\((blocked|failed|open), 0 of 6/g)].map(([, state]) => state === "blocked")
    : resultsIn(stdout).map(({ blocked }) => blocked === true);
  expect(states).toEqual([true, true, false]);
});

test.each(["base/check/report.js", "prove/events.js"])("%s tells that an app did not start, and no task has failed", async (reporter) => {
  const folder = temporary();
  const tasks = ["feed", "tags"].map((id) => ({ id, title: `Make ${id}`, points: 6, needs: [], files: [], starter: [] }));
  cpSync(join(shippedTemplates, "assignments", reporter), join(folder, "reporter.mjs"));
  writeFileSync(join(folder, "tasks.json"), JSON.stringify({ tasks }));
  const checks = `import { before, describe, test } from "node:test";
const start = () => { throw Object.assign(new Error("no such module"), { started: false }); };
for (const id of ["feed", "tags"]) describe(id, () => { before(start); test("is there", () => {}); });
`;
  writeFileSync(join(folder, "checks.mjs"), checks);
  const { stdout } = await run([process.execPath, "--test-reporter=./reporter.mjs", "checks.mjs"], { cwd: folder, env: { PATH: process.env.PATH } });
  if (reporter.startsWith("prove")) return expect(resultsIn(stdout)).toMatchObject([{ task: "feed", blocked: true }, { task: "tags", blocked: true }]);
  expect(stdout.match(/no such module/g)).toHaveLength(1);
  expect(stdout).toMatch(/^Your app did not start, so nothing was checked:\n {2}no such module\n/);
  expect(stdout).toContain("◌ feed: Make feed (blocked, 0 of 6 points)\n◌ tags");
});
