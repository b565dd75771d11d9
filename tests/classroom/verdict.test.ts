// Verdicts: the findings of a proof, from the results of invented variants.
import { describe, expect, test } from "vitest";
import { proofPaper } from "../../src/classroom/proof.ts";
import type { Task } from "../../src/classroom/tasks.ts";
import { findings, type Ran } from "../../src/classroom/verdict.ts";
import type { Change } from "../../src/classroom/changes.ts";

const task = (id: string, needs: string[] = []): Task => ({ id, title: id, skill: "s", level: 1, hours: 1, points: 1, brief: "b", hints: ["a", "b"], needs, interview: ["a", "b"] });

/** A variant in which these tasks fail their only check. */
function ran(name: string, failing: string[], { open = [], change, all = ["a", "b"] }: { open?: string[]; change?: Change; all?: string[] } = {}): Ran {
  const checks = all.map((id) => ({ task: id, check: `promise of ${id}`, passed: !failing.includes(id), reason: "It is red.\nMore." }));
  return { variant: { name, open, change, files: () => Promise.reject(new Error("Not rendered here.")) }, result: { checks } };
}

const [a, b] = [task("a"), task("b", ["a"])];
const solution = ran("solution", []);
const starter = ran("starter", ["a", "b"], { open: ["a", "b"] });
const aOpen = ran("a open", ["a", "b"], { open: ["a"] });
const bOpen = ran("b open", ["b"], { open: ["b"] });
const mistake: Change = { task: "a", says: "forgets it", file: "a.ts", find: "x", replace: "y" };

test("a proof succeeds if each open task fails its own checks and those of dependent tasks", () => {
  expect(findings([a, b], [solution, starter, aOpen, bOpen, ran("forgets it", ["a"], { change: mistake }), ran("other words", [], { change: { ...mistake, task: undefined } })])).toEqual([]);
});

test.each<[string, Task[], Ran[], string[]]>([
  ["a solution that fails", [a, b], [ran("solution", ["a"]), starter, aOpen, bOpen], ['The solution fails the check "promise of a" of a: It is red.']],
  ["a task without a check", [a, b, task("c")], [solution, starter, aOpen, bOpen, ran("c open", [], { open: ["c"] })], ["c has no check."]],
  ["a starter that passes", [a, b], [solution, ran("starter", ["a"], { open: ["a", "b"] }), aOpen, bOpen], ['The starter passes the check "promise of b" of b, though the task is open.']],
  ["a check that passes without its task", [a, b], [solution, starter, aOpen, ran("b open", [], { open: ["b"] })], ['b: the check "promise of b" passes though only this task is open.']],
  ["a need that is not declared", [a, task("b")], [solution, starter, aOpen, bOpen], ["b needs a, and does not say so: add it to its needs."]],
  ["a need that nothing uses", [a, b], [solution, starter, ran("a open", ["a"], { open: ["a"] }), bOpen], ["b says that it needs a, and no check of it does: remove that need."]],
  ["a mistake found only by checks of other tasks", [a, b], [solution, starter, aOpen, bOpen, ran("forgets it", ["b"], { change: mistake })], ['No check of a notices the mistake "forgets it".']],
  ["a harmless change that fails", [a, b], [solution, starter, aOpen, bOpen, ran("other words", ["b"], { change: { ...mistake, task: undefined, says: "other words" } })], ['"other words" is another right way, and fails the check "promise of b" of b.']],
])("a proof with %s fails, naming it", (_, tasks, runs, sentences) => {
  expect(findings(tasks, runs)).toEqual(sentences);
});

test("a variant without results makes the proof fail with its output, and without other findings", () => {
  const broken: Ran = { ...aOpen, result: { checks: [], problem: "SyntaxError" } };
  expect(findings([a, b], [solution, starter, broken, bOpen])).toEqual(['No check ran on the variant "a open":\nSyntaxError']);
});

const late = { unfinished: "was ended after 180 seconds" };
/** The same variant, of which these tasks have no result. */
const without = (of: Ran, tasks: string[], more: object = {}): Ran => ({ ...of, result: { checks: of.result.checks.filter(({ task }) => !tasks.includes(task)), ...more } });
const harmless = ran("other words", [], { change: { ...mistake, task: undefined } });

test.each<[string, Ran[], string[]]>([
  ["a solution that never ends", [without(solution, ["b"], late), starter, aOpen, bOpen], ['The run of the variant "solution" was ended after 180 seconds, and not every check of b has a result.']],
  ["a starter that never ends", [solution, without(starter, ["a", "b"], late), aOpen, bOpen], ['The run of the variant "starter" was ended after 180 seconds, and not every check of a, b has a result.']],
  ["an open task without a result", [solution, starter, aOpen, without(bOpen, ["b"], late)], ['The run of the variant "b open" was ended after 180 seconds, and not every check of b has a result.']],
  ["an open task whose needs cannot be seen", [solution, starter, without(aOpen, ["b"], late), bOpen], ['The run of the variant "a open" was ended after 180 seconds, and not every check of b has a result.']],
  ["a run that ends badly after all results", [solution, starter, aOpen, bOpen, without(harmless, [], { unfinished: "ended with exit code 1" })], ['The run of the variant "other words" ended with exit code 1.']],
  ["a harmless change with fewer checks", [solution, starter, aOpen, bOpen, without(harmless, ["b"])], ['The variant "other words" has other checks of b than the solution.']],
  ["a mistake that ends the checks", [solution, starter, aOpen, bOpen, without(ran("forgets it", ["a"], { change: mistake }), ["b"])], ['The variant "forgets it" has other checks of b than the solution.']],
])("a proof with %s fails, naming variant and task", (_, runs, sentences) => {
  expect(findings([a, b], runs)).toEqual(sentences);
});

test("checks in a check may be others, because one that fails does not come to them", () => {
  const inner = { task: "b", check: "inner", passed: true, reason: "", nested: true };
  const whole: Ran = { ...solution, result: { checks: [...solution.result.checks, inner] } };
  expect(findings([a, b], [whole, starter, aOpen, bOpen])).toEqual([]);
});

test("a task without all results has no tick in the matrix", () => {
  const paper = proofPaper({ tasks: [a, b], runs: [solution, starter, without(aOpen, ["b"], late), without(bOpen, ["a", "b"])], findings: [], version: "1" });
  expect(paper.split("\n").filter((line) => /^\| (?!Variant|---)/.test(line))).toEqual(["| solution | ✔ | ✔ |", "| starter | 1 | 1 |", "| a open | 1 | ? |", "| b open | ? | ? |"]);
  expect(paper).toContain("? not every check has a result");
});

describe("names and reasons that would break a line, a table or a terminal", () => {
  const hostile = "\u001b[2Jred|\nnext \u202eline";
  const spelled = "\\u001b[2Jred|\\nnext \\u202Eline";
  const changed = (more: Partial<Change>) => ran(hostile, "task" in more ? ["a"] : [], { change: { ...mistake, says: hostile, ...more } });
  const renamed = (of: Ran): Ran => ({ ...of, result: { checks: of.result.checks.map((check) => ({ ...check, check: hostile, reason: `\n${hostile}` })) } });
  const all = [ran("solution", ["a"]), ran("starter", ["a"]), aOpen, ran("b open", [], { open: ["b"] })].map(renamed);

  test("are spelled out in findings", () => {
    const sentences = findings([a, b], [...all, renamed(changed({ task: undefined })), changed({})].map((each) => renamed(each)));
    expect(sentences).toEqual([
      `The solution fails the check "${spelled}" of a: \\u001b[2Jred|`,
      `The starter passes the check "${spelled}" of b, though the task is open.`,
      `b: the check "${spelled}" passes though only this task is open.`,
      `"${spelled}" is another right way, and fails the check "${spelled}" of a.`,
      `No check of a notices the mistake "${spelled}".`,
    ]);
    expect(findings([a, b], [solution, starter, without(changed({}), ["a"])])[0]).toBe(`The variant "${spelled}" has other checks of a than the solution.`);
    const late = { checks: [], problem: "\u001b[31mred\r\nnext" };
    expect(findings([a, b], [solution, starter, { ...changed({}), result: late }])).toEqual([`No check ran on the variant "${spelled}":\n [31mred\nnext`]);
  });

  test("stay in their cell and in their item of a proof", () => {
    const paper = proofPaper({ tasks: [a, b], runs: [solution, starter, changed({})], findings: ["No check ran:\n# 1 | 2\nthen"], version: "1" });
    expect(paper).toContain("| \\\\u001b\\[2Jred\\|\\\\nnext \\\\u202Eline | ✔ | ✔ |\n");
    expect(paper).toContain("- No check ran:\n  \\# 1 \\| 2\n  then\n\n");
  });
});
