// Results: a file results.json that came with somebody else's folder writes and prints nothing of theirs.
import { statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { notUnpacked, changedPackages, sentenceOn } from "../../src/grading/classify.ts";
import { changesBetween, merged, readResults, resultsFile, writeResults, type Result } from "../../src/grading/results.ts";
import { mostBytes } from "../../src/json-file.ts";
import { temporary } from "../support/sandbox.ts";

const task = { id: "feed", points: 2, of: 4, state: "failed" as const, failures: [{ check: "is valid", reason: "one\n\u001b[31mtwo" }] };
const result: Result = { key: "ann-lee", of: "a", contract: "b", status: "graded", sentence: "Done.", sandboxed: true, points: 2, tasks: [task] };

test("a later grading changes only what has other points or another status, and its rows take the place of the earlier", () => {
  const [ann, bo, cy] = ["ann", "bo", "cy"].map((key) => ({ ...result, key })) as [Result, Result, Result];
  const [better, crashed] = [{ ...ann, points: 3 }, { ...bo, status: "crashed" as const }];
  expect(changesBetween([ann, bo], [better, crashed, cy])).toEqual([{ key: "ann", from: ann, to: better }, { key: "bo", from: bo, to: crashed }]);
  expect(changesBetween([ann, bo], [{ ...ann, sentence: "Other words." }, bo])).toEqual([]);
  expect(merged([bo, ann], [cy, better])).toEqual([better, bo, cy]);
});

test("what was written is read back", () => {
  const folder = temporary();
  const results = [result, { ...result, key: "bo", shared: ["ann-lee"] }];
  writeResults(folder, { contract: "b", results });
  expect(readResults(folder)).toEqual({ format: 1, contract: "b", results });
});

test("what was written is read back, whatever the sentences of however many students say", { timeout: 60_000 }, () => {
  const text = fc.string({ unit: "grapheme", maxLength: 50 });
  const failure = fc.record({ check: text, reason: text });
  const tasks = fc.array(failure, { maxLength: 3 }).map((failures) => [{ ...task, failures: failures.map(({ check, reason }) => ({ check, reason: reason.repeat(40) })) }]);
  const row = fc.record({ sentence: text.map((said) => notUnpacked(said)), tasks });
  const folder = temporary();
  const property = fc.property(fc.array(row, { minLength: 1, maxLength: 20 }), fc.integer({ min: 1, max: 60 }), (rows, times) => {
    const results = Array.from({ length: times }, (_, at) => rows.map((each, number): Result => ({ ...result, ...each, key: `s${String(at).padStart(3, "0")}-${String(number).padStart(2, "0")}` }))).flat();
    writeResults(folder, { contract: "b", results });
    expect(readResults(folder)?.results).toEqual(results);
  });
  fc.assert(property, { numRuns: 10 });
});

test("the results of 300 students with long reasons are read back", () => {
  const folder = temporary();
  const failures = Array.from({ length: 10 }, (_, at) => ({ check: `check ${at}`, reason: "x".repeat(2_000) }));
  const results = Array.from({ length: 300 }, (_, at): Result => ({ ...result, key: `s${at}`, tasks: [{ ...task, failures }] }));
  writeResults(folder, { contract: "b", results });
  expect(statSync(join(folder, resultsFile)).size).toBeGreaterThan(mostBytes);
  expect(readResults(folder)?.results).toHaveLength(300);
});

test.each([
  ["a name in an archive", notUnpacked("Your zip file cannot be read: absolute path: /\u001b[2J\n.")],
  ["the output of an app", sentenceOn({ fate: "did not start", detail: "It ended.", crashes: 0, output: "Error: \u001b]0;x\u0007\u202E" }, [])],
  ["the reason of an end", sentenceOn({ fate: "hung", detail: "GET /\u009b2J", crashes: 0, output: "" }, [])],
  ["the name of a package", changedPackages("adds \u2028")],
])("a sentence with %s cannot control a terminal, and can be read back", (_, sentence) => {
  expect(sentence).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}]/u);
  const folder = temporary();
  writeResults(folder, { contract: "b", results: [{ ...result, sentence }] });
  expect(readResults(folder)?.results[0]?.sentence).toBe(sentence);
});

test.each<[string, object]>([
  ["a key that leads out of the folder", { key: "../../ann" }],
  ["a key with a folder", { key: "ann/lee" }],
  ["a key of 200 letters", { key: "a".repeat(200) }],
  ["a sentence that controls the terminal", { sentence: "\u001b[2J" }],
  ["a sentence of several lines", { sentence: "Done.\n# Ann" }],
  ["an unknown status", { status: "perfect" }],
  ["an unknown state of a task", { tasks: [{ ...task, state: "| <b>" }] }],
  ["a failure without a reason", { tasks: [{ ...task, failures: [{ check: "is valid" }] }] }],
  ["points in words", { points: "100" }],
  ["no commit", { of: undefined }],
  ["no contract", { contract: 7 }],
  ["no sentence", { sentence: undefined }],
  ["a text in place of the students who share it", { shared: "bo" }],
  ["a path in place of a student who shares it", { shared: ["bo", "../x"] }],
  ["no word about a sandbox", { sandboxed: "yes" }],
])("a result with %s is refused", (_, wrong) => {
  const folder = temporary();
  writeFileSync(join(folder, resultsFile), JSON.stringify({ format: 1, contract: "b", results: [{ ...result, ...wrong }] }));
  expect(() => readResults(folder)).toThrow(/are not of format 1\. Move the file away, and grade again\.$/);
});
