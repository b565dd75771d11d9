// Classification: the sentence for a student about each fate of an app.
import { expect, test } from "vitest";
import { changedPackages, endedEarly, notUnpacked, sentenceOn, type Outcome } from "../../src/grading/classify.ts";
import type { Status } from "../../src/grading/results.ts";
import type { TaskResult } from "../../src/grading/score.ts";

const result = (state: TaskResult["state"]): TaskResult => ({ id: state, points: 0, of: 1, state, failures: [] });
const sentence = (outcome: Partial<Outcome>, tasks: TaskResult[] = []) => sentenceOn({ fate: "graded", detail: "Why.", crashes: 0, output: "", ...outcome }, tasks);
const said = "At work\nTypeError: no";

test("of graded tasks, those that are done are counted", () => {
  expect(sentence({ output: said }, [result("done"), result("failed"), result("open"), result("not graded")])).toBe("1 of 3 tasks done.");
  expect(sentence({}, [result("done")])).toBe("1 of 1 task done.");
});

test.each<[Status, string]>([
  ["crashed", "Your app ended 0 times while it was checked, and was started again. It said: TypeError: no"],
  ["hung", "Your app could not be checked to the end. Why."],
  ["did not start", "Your app did not start. Why. It said: TypeError: no"],
  ["too large", "Your app was stopped. Why."],
  ["out of memory", "Your app used too much memory. Why."],
  ["changed its packages", "Why."],
])("the sentence about an app that was %s", (fate, says) => {
  expect(sentence({ fate, output: said })).toBe(says);
});

test("an app that ended once is not told a number", () => {
  expect(sentence({ fate: "crashed", crashes: 1 })).toBe("Your app ended once while it was checked, and was started again.");
});

test.each([
  ["one\n  two  \n\n", "two"],
  ["two\n(ended with exit code 1)\n", "two"],
  ["it (ended with exit code 1)", "it (ended with exit code 1)"],
  ["Error: no\nafter", "Error: no"],
  ["MyError: no\nafter", "MyError: no"],
  ["Cannot start\nafter", "Cannot start"],
  ["an Error: no\nafter", "after"],
  ["Errors\nafter", "after"],
  ["x".repeat(201), "x".repeat(200)],
])("of the output %j the last words are %j", (output, words) => {
  expect(sentence({ fate: "crashed", crashes: 2, output })).toBe(`Your app ended 2 times while it was checked, and was started again. It said: ${words}`);
});

test("an app that only ended has said nothing", () => {
  expect(sentence({ fate: "did not start", output: "\n(ended with exit code 1)\n" })).toBe("Your app did not start. Why.");
});

test.each([
  ["file:///app/src/app.js:60", ", in src/app.js:60"],
  ["/app/app.js:1", ", in app.js:1"],
  ["x /app/app.js:1", ""],
  ["/app/app.js:1 x", ""],
  ["/app/app.js", ""],
])("the line %s is a place: %s", (line, place) => {
  expect(sentence({ fate: "did not start", detail: "", output: `${line}\nError: no` })).toBe(`Your app did not start.  It said${place}: Error: no`);
});

test("a sentence has one line", () => {
  expect(sentence({ fate: "hung", detail: "a\nb\u001b" })).toBe("Your app could not be checked to the end. a b");
  expect(notUnpacked("a\nb.")).toBe("a b. It was not started.");
  expect(changedPackages("adds\n\"x\"")).toBe('Your submission changed its packages, so it was not started: adds "x". Take package.json and the lock file of the starter.');
});

test("a grader that ended early has no crash, and says at which limit", () => {
  expect(endedEarly("1 GB", "out")).toEqual({ fate: "hung", detail: "To check one of its answers took more than 1 GB.", crashes: 0, output: "out" });
  expect(endedEarly(undefined, "")).toEqual({ fate: "hung", detail: "Its checks ended early.", crashes: 0, output: "" });
});
