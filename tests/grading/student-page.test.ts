// Student pages: points, what failed and why, what is blocked, and questions.
import { expect, test } from "vitest";
import type { Task } from "../../src/classroom/tasks.ts";
import type { Pages } from "../../src/grading/page-parts.ts";
import type { Result } from "../../src/grading/results.ts";
import type { TaskResult } from "../../src/grading/score.ts";
import { studentPage } from "../../src/grading/student-page.ts";

const task = (id: string, needs: string[] = []): Task => ({ id, title: `The ${id}`, skill: "s", level: 1, hours: 1, points: 6, brief: "", hints: ["", ""], needs, interview: [`${id} one?`, `${id} two?`] });
const found = (id: string, state: TaskResult["state"], points = 0, failures: TaskResult["failures"] = []): TaskResult => ({ id, points, of: 6, state, failures });
const failure = { check: "answers", reason: "It does not." };

function pageOf(tasks: TaskResult[], more: Partial<Result> = {}, pages: Partial<Pages> = {}): string {
  const result: Result = { key: "ann", of: "1", contract: "2", status: "graded", sentence: "It is *done*.", sandboxed: true, points: 8.5, tasks, ...more };
  return studentPage({ title: "Week_3", tasks: [task("a"), task("b", ["a"]), task("c", ["a", "b"]), task("d")], results: [result], nameOf: (key) => `Dr. ${key}`, ...pages }, result);
}

test("a page has points, states, failures, blocked tasks and questions", () => {
  const page = pageOf([found("a", "failed", 10 / 3, [failure, { check: "ends\nwell", reason: "one\r\n two \n\nthree" }]), found("b", "blocked", 0, [failure]), found("c", "done", 6), found("d", "open"), found("unknown", "done", 6)]);
  expect(page).toBe(`# Dr. ann

Week\\_3: **8.5 of 30 points**. It is \\*done\\*.

| State | Task |  | Points |
| --- | --- | --- | --- |
| ✘ failed | a | The a | 3.3 of 6 |
| ◌ blocked | b | The b | 0 of 6 |
| ✔ done | c | The c | 6 of 6 |
| ○ open | d | The d | 0 of 6 |

## What failed

### a: The a

- answers

      It does not.

- ends well

      one
       two

      three

## Blocked

- b: The b, until a is done

## Questions

### a

1. a one?
1. a two?

### c

1. c one?
1. c two?
`);
});

test("an open task with points is one that failed, and a task that was left out has no part", () => {
  const page = pageOf([found("a", "open", 1, [failure]), found("b", "not graded")]);
  expect(page).toContain("## What failed\n\n### a: The a\n\n- answers\n");
  expect(page).toContain("| – not graded | b | The b | 0 of 6 |");
  expect(page).toContain("**8.5 of 6 points**");
  expect(pageOf([found("a", "open", 0, [failure])])).not.toContain("## ");
});

test("several blocked tasks have one heading, and each names what is missing", () => {
  const page = pageOf([found("a", "failed"), found("b", "blocked", 0, [failure]), found("c", "blocked", 0, [failure]), found("d", "blocked", 0, [failure])]);
  expect(page.slice(page.indexOf("## Blocked"))).toBe(`## Blocked

- b: The b, until a is done

- c: The c, until a, b is done

### d: The d

- answers

      It does not.
`);
});

test("only tasks that are not done are missing, and only those of the result", () => {
  const page = pageOf([found("a", "done", 6), found("b", "failed"), found("c", "blocked", 0, [failure])]);
  expect(page).toContain("- c: The c, until b is done\n");
  expect(pageOf([found("a", "done", 6), found("c", "blocked", 0, [failure])])).toContain("## Blocked\n\n### c: The c\n");
});

test("nothing of a submission that did not start is blocked by a task", () => {
  expect(pageOf([found("b", "blocked", 0, [failure])], { status: "did not start" })).not.toContain("## Blocked");
  expect(pageOf([found("b", "blocked")])).not.toContain("## Blocked");
});

test("what late work cost, and that no sandbox was used, is told below the points", () => {
  const page = pageOf([found("a", "done", 6)], { sandboxed: false }, { lateOf: ({ key }) => `${key} was late.` });
  expect(page).toContain("It is \\*done\\*.\n\nann was late.\n\nGraded without a sandbox.\n\n| State |");
  expect(pageOf([], {}, { lateOf: () => undefined })).toContain("It is \\*done\\*.\n\n| State | Task |  | Points |\n| --- | --- | --- | --- |\n");
});

test("a long reason is cut after twelve lines", () => {
  const reason = Array.from({ length: 13 }, (_, at) => `line ${at + 1}`).join("\n");
  const page = pageOf([found("a", "failed", 0, [{ check: "x", reason }])]);
  expect(page).toContain("      line 12\n");
  expect(page).not.toContain("line 13");
});
