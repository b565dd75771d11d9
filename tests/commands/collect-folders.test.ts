// Collecting folders: submitted.csv contains the submission times, and the grades take the penalty from them.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { namesIn } from "../../src/commands/assignment/check-report.ts";
import type { Result } from "../../src/grading/results.ts";
import { assignmentForThisFile } from "../support/classes.ts";
import { environmentForEach, runHere } from "../support/in-process.ts";
import { cleanEnvironment } from "../support/sandbox.ts";

environmentForEach(() => cleanEnvironment(undefined, { TZ: "UTC" }));

const newAssignment = assignmentForThisFile("--due", "2025-12-01T18:00", "--late", "10% a day, at most 20%");

function handedIn(times: string | undefined): { folder: string; submissions: string } {
  const folder = newAssignment("assignment.json");
  const submissions = join(folder, "../submissions");
  for (const key of ["ann-lee", "bob"]) mkdirSync(join(submissions, key), { recursive: true });
  if (times !== undefined) writeFileSync(join(submissions, "submitted.csv"), times);
  return { folder, submissions };
}

test("submission times are recorded with the minutes after the deadline or extension, and lower the grades", async () => {
  const { folder, submissions } = handedIn("student,submitted\nann-lee,2025-12-02T17:00\nBob,2025-12-02T17:00\n");
  writeFileSync(join(folder, "extensions.csv"), "student,due\nbob,2025-12-03\n");
  const { exitCode, text, stderr } = await runHere(["assignment", "collect", folder, "--submissions", submissions]);
  expect([exitCode, stderr]).toEqual([0, ""]);
  expect(text).toContain("✔ Noted when the work of 2 students came\n! Late: ann-lee (1380 min)\n");
  expect(text).toMatch(/\n\nNext: .* assignment check \S+ --submissions \S+submissions$/);
  expect(JSON.parse(readFileSync(join(folder, "collected.json"), "utf8"))).toEqual({
    format: 1, deadline: "2025-12-01T18:00:00.000Z", submissions: [
      { key: "ann-lee", commit: null, pushed: "2025-12-02T17:00:00.000Z", late: 1380 },
      { key: "bob", commit: null, pushed: "2025-12-02T17:00:00.000Z", late: 0 },
    ],
  });
  const results = ["ann-lee", "bob"].map((key) => ({ key, of: "a", contract: "c", status: "graded", sentence: "", sandboxed: true, points: 6, tasks: [] }));
  writeFileSync(join(folder, "results.json"), JSON.stringify({ format: 1, contract: "c", results }));
  await runHere(["assignment", "grades", folder, "--format", "canvas"]);
  expect(readFileSync(join(folder, "grades-canvas.csv"), "utf8")).toContain("\nann-lee,,,,,5.4\nbob,,,,,6\n");
});

test("work that came too late to count is told, and so is who handed in nothing", async () => {
  const { folder, submissions } = handedIn("student,submitted\nann-lee,2025-12-09 18:00\nbob,2025-12-01T17:00:00Z\n");
  const students = ["ann-lee", "bob", "cy"].map((key) => ({ key, members: [{ name: `Dr. ${key}` }] }));
  writeFileSync(join(folder, "class.json"), JSON.stringify({ format: 1, root: "a".repeat(40), students }));
  const { text, document } = await runHere(["assignment", "collect", folder, "--submissions", submissions]);
  expect(text).toContain("! Late: ann-lee (11520 min, too late to count)\n! Handed in nothing: cy\n");
  expect(document).toMatchObject({ absent: ["cy"] });
});

test("folders that come one after the other add to what was collected, late by the deadlines of now", async () => {
  const folder = newAssignment("assignment.json");
  const students = ["ann-lee", "bob", "cy"].map((key) => ({ key, members: [{ name: `Dr. ${key}` }] }));
  writeFileSync(join(folder, "class.json"), JSON.stringify({ format: 1, root: "a".repeat(40), students }));
  const hand = async (name: string, key: string, time: string) => {
    const from = join(folder, "..", name);
    mkdirSync(join(from, key), { recursive: true });
    writeFileSync(join(from, "submitted.csv"), `student,submitted\n${key},${time}\n`);
    return (await runHere(["assignment", "collect", folder, "--submissions", from])).document;
  };
  expect(await hand("first", "ann-lee", "2025-12-02 17:00")).toMatchObject({ absent: ["bob", "cy"] });
  expect(await hand("second", "bob", "2025-12-01 12:00")).toMatchObject({ absent: ["cy"], submissions: [{ key: "bob" }] });
  const collected = () => (JSON.parse(readFileSync(join(folder, "collected.json"), "utf8")) as { submissions: { key: string; late: number }[] }).submissions.map(({ key, late }) => [key, late]);
  expect(collected()).toEqual([["ann-lee", 1380], ["bob", 0]]);
  writeFileSync(join(folder, "extensions.csv"), "student,due\nann-lee,2025-12-02T16:00\n");
  await hand("second", "bob", "2025-12-01 18:01");
  expect(collected()).toEqual([["ann-lee", 60], ["bob", 1]]);
});

test("a time that is still to come is told: it is a misspelt one, or of another time zone", async () => {
  const { folder, submissions } = handedIn("student,submitted\nann-lee,2999-12-01T12:00\nbob,2025-12-01T12:00\n");
  const { text } = await runHere(["assignment", "collect", folder, "--submissions", submissions]);
  expect(text).toContain("\n! Times that are still to come: ann-lee\n");
});

test("a column with names names those who are not in the class, in grades and reports", async () => {
  const { folder, submissions } = handedIn('Name,student,submitted\n"Lee, Ann <b>",ann-lee,2025-12-01T12:00\n,bob,2025-12-01T12:00\n');
  expect(await runHere(["assignment", "collect", folder, "--submissions", submissions])).toMatchObject({ exitCode: 0, stderr: "" });
  const results = ["ann-lee", "bob"].map((key): Result => ({ key, of: "a", contract: "c", status: "graded", sentence: "", sandboxed: true, points: 6, tasks: [] }));
  writeFileSync(join(folder, "results.json"), JSON.stringify({ format: 1, contract: "c", results }));
  await runHere(["assignment", "grades", folder, "--format", "canvas"]);
  expect(readFileSync(join(folder, "grades-canvas.csv"), "utf8")).toContain('\n"Lee, Ann <b>",,,,,6\nbob,,,,,6\n');
  expect(namesIn(folder)("ann-lee")).toBe("Lee, Ann <b>");
  expect(["bob", "eve"].map(namesIn(folder))).toEqual(["bob", "eve"]);
});

test.each<[string | undefined, string]>([
  ["student,submitted\n", "submitted.csv has no row for ann-lee, bob."],
  [undefined, "has no submitted.csv, so nothing says when the work came."],
  ["student,submitted\nann-lee,2025-12-02T17:00\n", "submitted.csv has no row for bob."],
  ["student,submitted\nann-lee,soon\nbob,2025-12-01\n", 'Row 2 of submitted.csv: "soon" is not a date.'],
  ["student,submitted\nzoe,2025-12-01\n", 'Row 2 of submitted.csv names "zoe", who is not in the class.'],
  ["who,when\n", "has no columns student and submitted."],
])("the times %j are refused, and nothing is written", async (times, says) => {
  const { folder, submissions } = handedIn(times);
  expect(await runHere(["assignment", "collect", folder, "--submissions", submissions])).toMatchObject({ exitCode: 1, stderr: expect.stringContaining(says) as string });
  expect(existsSync(join(folder, "collected.json"))).toBe(false);
});
