// Class grading: an unexpected error is told with what helps to find it, and stops nobody else.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Assignment } from "../../src/classroom/assignment.ts";
import { gradeClass } from "../../src/commands/assignment/grade-class.ts";
import type { Setup } from "../../src/grading/job.ts";
import { readResults } from "../../src/grading/results.ts";
import { openWorkplace } from "../../src/grading/workplace.ts";
import { UserError, stopped } from "../../src/user-error.ts";
import { environmentForEach } from "../support/in-process.ts";
import { temporary } from "../support/sandbox.ts";

environmentForEach(() => ({ ...process.env, TMPDIR: temporary() }));

/** Three submissions, all with changed packages. While the files of `bob` are looked at, an error is thrown. */
function classWith(error: unknown, stop = new AbortController()) {
  const folder = temporary();
  const submissions = ["ann", "bob", "cleo"].map((key) => ({ key, kind: "folder" as const, path: join(folder, key) }));
  for (const { key, path } of submissions) {
    mkdirSync(path);
    writeFileSync(join(path, `${key}.js`), "");
  }
  const isIgnored = (path: string) => {
    if (path === "bob.js") throw error;
    return false;
  };
  const grader = { folder: "/grader", checks: new Map<string, string>(), tasks: [], isIgnored, contract: "c0", solution: "/solution", packages: new Map<string, string>() };
  const grading = { layers: [], start: [], ready: "/health", install: "", settings: {} };
  const setup: Setup = { workplace: openWorkplace(), grader, grading, packageFiles: { manifest: "{}" }, isolated: false, etc: "/etc", stop: stop.signal };
  const order = { folder, assignment: {} as Assignment, submissions };
  return { folder, graded: gradeClass({ order, setup, atOnce: 2, again: false, stepDone: () => undefined }) };
}

const refused = Object.assign(new Error("EIO: i/o error,\n read"), { code: "EIO", syscall: "read" });

test.each<[string, unknown, RegExp]>([
  ["a bug", new TypeError("Broken \u001b[2J."), /^TypeError: Broken {2}\[2J\. at \S*grade-class\.test\.ts:\d+:\d+ at .{20,}$/],
  ["a disk", refused, /^Error: EIO: i\/o error, read$/],
  ["what the user can understand", new UserError("Git said no.", "Say please."), /^Git said no\. Say please\.$/],
  ["no error at all", "thrown", /^thrown$/],
])("%s stops nobody else, and its reason is one line", async (_, error, reason) => {
  const { folder, graded } = classWith(error);
  const { results, failed } = await graded;
  expect(results.map(({ key }) => key).sort()).toEqual(["ann", "cleo"]);
  expect(failed).toEqual([{ key: "bob", reason: expect.stringMatching(reason) as string }]);
  expect(failed[0]?.reason.length).toBeLessThanOrEqual(500);
  expect(readResults(folder)?.results.map(({ key }) => key)).toEqual(["ann", "cleo"]);
});

test("an error of a run that is stopped ends it", async () => {
  const stop = new AbortController();
  stop.abort(stopped());
  await expect(classWith(new Error("Broken."), stop).graded).rejects.toMatchObject({ exitCode: 130 });
});
