// Large results: what is too large to be read again is not written. The text takes 200 MB, which would slow fast tests.
import { expect, test } from "vitest";
import { readResults, writeResults, type Result } from "../../src/grading/results.ts";
import { mostOwnBytes } from "../../src/json-file.ts";
import { temporary } from "../support/sandbox.ts";

const result: Result = { key: "ann-lee", of: "a", contract: "b", status: "graded", sentence: "Done.", sandboxed: true, points: 2, tasks: [] };

test("results that could not be read again are refused, and those on disk stay", () => {
  const folder = temporary();
  writeResults(folder, { contract: "b", results: [result] });
  const longest = [{ ...result, sentence: "x".repeat(mostOwnBytes) }];
  expect(() => writeResults(folder, { contract: "b", results: longest })).toThrow(/^The results ".*results\.json" would be larger than 200000000 bytes\.$/);
  expect(readResults(folder)?.results).toEqual([result]);
});
