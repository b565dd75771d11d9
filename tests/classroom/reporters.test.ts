// Reporters: what students and instructors read of a check that was cancelled because a hook failed.
import { cpSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
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
