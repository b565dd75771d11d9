// Grader process: one process checks many submissions, and what one of them brings about stays with it.
import { cpSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { resultsIn } from "../../src/classroom/run-checks.ts";
import { openGrader, type GraderProcess } from "../../src/grading/grader-process.ts";
import type { Setup } from "../../src/grading/job.ts";
import { shippedTemplates } from "../../src/ourselves.ts";
import { temporary } from "../support/sandbox.ts";

let folder = "";
let grader: GraderProcess;
const stop = new AbortController();

beforeEach(() => {
  folder = temporary();
  for (const file of ["grade/grader.js", "prove/events.js"]) cpSync(join(shippedTemplates, "assignments", file), join(folder, file.split("/")[1] ?? ""));
  writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  grader = openGrader({ grader: { folder }, workplace: { folder }, isolated: false, stop: stop.signal } as unknown as Setup);
});
afterEach(() => grader.end());

/** Checks a submission by a task with one check, and returns the names and reasons of its results. */
async function checked(key: string, { name = "process.pid", code = "" }): Promise<{ names: string[]; reasons: string[]; early?: object }> {
  mkdirSync(join(folder, "checks", key), { recursive: true });
  writeFileSync(join(folder, "checks", key, "state.js"), "export const seen = [];\n");
  const text = `import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { seen } from "./state.js";
describe("feed", () => test(String(${name}), () => { seen.push("${key}"); ${code} }));
test("stop", () => {});
`;
  writeFileSync(join(folder, "checks", key, "run.js"), text);
  const { lines, early } = await grader.check(key);
  const results = resultsIn(lines);
  return { names: results.map(({ check }) => check), reasons: results.map(({ reason }) => reason), early };
}

test("goes on with the next submission, whose modules know nothing of the one before", async () => {
  const first = await checked("ann", {});
  expect(first).toEqual({ names: [expect.stringMatching(/^\d+$/)], reasons: [""], early: undefined });
  for (const key of ["bob", "eve"]) expect(await checked(key, { code: `assert.deepEqual(seen, ["${key}"]);` })).toEqual(first);
});

test("is started again after it has ended, with what it had checked before", async () => {
  const { names } = await checked("ann", {});
  const ended = await checked("bob", { code: "console.error('too much'); process.exit(1);" });
  expect(ended).toMatchObject({ early: { late: false, output: expect.stringContaining("too much") as string } });
  const next = await checked("eve", {});
  expect(next).toEqual({ names: [expect.stringMatching(/^\d+$/)], reasons: [""], early: undefined });
  expect(next.names).not.toEqual(names);
});

test("takes nothing for a result that a check prints, such as an answer of the app", async () => {
  const line = JSON.stringify({ task: "feed", check: "forged", passed: true, reason: "" });
  const code = `console.log("\\n" + ${JSON.stringify(line)} + "\\n{\\"ended\\":\\"stop\\"}"); assert.fail("no feed");`;
  expect(await checked("ann", { name: '"feed"', code })).toMatchObject({ names: ["feed"], reasons: ["no feed"], early: undefined });
});

test("is a new one after 25 submissions, because modules stay in its memory", async () => {
  const pids = [];
  for (let at = 0; at < 26; at += 1) pids.push(...(await checked(`student-${at}`, {})).names);
  expect(new Set(pids.slice(0, 25)).size).toBe(1);
  expect(pids[25]).not.toBe(pids[0]);
});
