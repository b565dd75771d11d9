// Check report: which results `assignment check` writes, and what it says about them.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, test } from "vitest";
import type { Assignment } from "../../src/classroom/assignment.ts";
import type { CheckOrder } from "../../src/commands/assignment/check-order.ts";
import { finish, namesIn } from "../../src/commands/assignment/check-report.ts";
import type { Result, Results } from "../../src/grading/results.ts";
import { recording } from "../support/in-process.ts";
import { names, temporary } from "../support/sandbox.ts";

const tasks = ["greet", "count"].map((id) => ({ id, title: id, skill: "routing", level: 1, hours: 1, points: 5, brief: "", hints: ["", ""], needs: [], interview: ["", ""] }));

function result(key: string, points: number, more: Partial<Result> = {}): Result {
  return { key, of: "a", contract: "c", status: "graded", sentence: "Fine.", sandboxed: true, points, tasks: [], ...more };
}

interface Parts {
  folder?: string;
  keys?: string[];
  known?: Result[];
  late?: string;
}

function orderOf({ folder = temporary(), keys = [], known, late }: Parts): CheckOrder {
  const assignment = { title: "Week 3", tasks, terms: { late } } as unknown as Assignment;
  const submissions = keys.map((key) => ({ key, kind: "folder" as const, path: join(folder, key) }));
  return { folder, assignment, submissions, ...(known !== undefined && { known: { format: 1, contract: "b", results: known } }) };
}

/** The end of a run with these results. The paths of the folder are replaced. */
async function finished(order: CheckOrder, results: Result[], yes = false, failed: { key: string; reason: string }[] = []) {
  const { terminal, text, document } = recording();
  const exitCode = await finish({ order, graded: { contract: "c", results, failed }, yes, terminal, stop: new AbortController().signal });
  const path = relative(process.cwd(), order.folder);
  return { exitCode, text: text().replaceAll(path, "FOLDER"), document: document() };
}

const written = ({ folder }: CheckOrder) => JSON.parse(readFileSync(join(folder, "results.json"), "utf8")) as Results;
const pointsIn = (order: CheckOrder) => written(order).results.map(({ key, points }) => [key, points]);
const page = ({ folder }: CheckOrder, key: string) => readFileSync(join(folder, `reports/${key}.md`), "utf8");
const files = "\nThe class: FOLDER/reports/class.md\nA page for each student is next to it. For programs: FOLDER/results.json";
const none = { graded: 0, crashed: 0, hung: 0, "did not start": 0, "changed its packages": 0, "too large": 0, "out of memory": 0 };

test("first results are written, counted by status, and those that were not graded are told", async () => {
  const order = orderOf({ keys: ["ann", "bob", "cleo"] });
  const { exitCode, text, document } = await finished(order, [
    result("cleo", 0, { status: "did not start", sentence: "It ended at once." }), result("ann", 5), result("bob", 0, { status: "crashed", sentence: "It crashed." }),
  ]);
  expect(exitCode).toBe(0);
  expect(text).toBe(["✔ Graded 3 of 3 submissions", "  bob: crashed. It crashed.", "  cleo: did not start. It ended at once.", files].join("\n"));
  expect(document).toEqual({
    format: 1, status: "graded", submissions: 3, graded: 3, counts: { ...none, graded: 1, crashed: 1, "did not start": 1 }, failed: [], changes: [],
    results: join(order.folder, "results.json"),
  });
  expect(written(order)).toMatchObject({ format: 1, contract: "c" });
  expect(pointsIn(order)).toEqual([["ann", 5], ["bob", 0], ["cleo", 0]]);
  expect(names(join(order.folder, "reports"))).toEqual(["ann.md", "bob.md", "class.md", "cleo.md"]);
  expect(readFileSync(join(order.folder, ".gitignore"), "utf8")).toBe("/results.json\n/reports/\n/*.backend-starter-*\n");
});

test("one submission is one, and a result of somebody who handed in nothing now is not repeated", async () => {
  const order = orderOf({ keys: ["ann"], known: [result("zoe", 0, { status: "hung", sentence: "It hung." })] });
  const { text } = await finished(order, [result("ann", 5)]);
  expect(text).toBe(`✔ Graded 1 of 1 submission\n${files}`);
  expect(pointsIn(order)).toEqual([["ann", 5], ["zoe", 0]]);
});

test("those that have not changed are counted, and nothing is written if none has", async () => {
  const order = orderOf({ keys: ["ann", "bob"], known: [result("ann", 5), result("bob", 0, { status: "hung", sentence: "It hung." })] });
  const { exitCode, text, document } = await finished(order, []);
  expect([exitCode, text]).toEqual([0, `✔ Graded 0 of 2 submissions; 2 were graded before and have not changed\n  bob: hung. It hung.\n${files}`]);
  expect(document).toMatchObject({ status: "graded", submissions: 2, graded: 0, counts: none });
  expect(existsSync(join(order.folder, "results.json"))).toBe(false);
  expect(page(order, "ann")).toContain("**5 of 0 points**");
});

test("who was not graded for an unexpected error is told, keeps an earlier result, and handed in something", async () => {
  const order = orderOf({ keys: ["ann", "bob", "cleo", "dan"], known: [result("bob", 2), result("dan", 3)] });
  classOf(order.folder, ["ann", "bob", "cleo", "dan", "eve"].map((key) => ({ key, members: [{ name: key }] })));
  const failed = ["bob", "cleo"].map((key) => ({ key, reason: "Error: Broken." }));
  const { exitCode, text, document } = await finished(order, [result("ann", 5)], false, failed);
  expect([exitCode, text]).toEqual([3, [
    "✔ Graded 1 of 4 submissions; 1 was graded before and has not changed", "✘ bob was not graded: Error: Broken.", "✘ cleo was not graded: Error: Broken.",
    "! The next run tries again, with those that were not graded", files,
  ].join("\n")]);
  expect(document).toMatchObject({ status: "unfinished", submissions: 4, graded: 1, failed });
  expect(pointsIn(order)).toEqual([["ann", 5], ["bob", 2], ["dan", 3]]);
  expect(page(order, "class")).toContain("\n\nHanded in nothing: eve.\n");
});

const known = [result("bob", 2), result("ann", 5), result("cleo", 1)];
const changed = [result("cleo", 1), result("bob", 0, { status: "crashed", sentence: "It crashed." }), result("ann", 1)];
const changes = [{ key: "ann", from: 5, to: 1 }, { key: "bob", from: 2, to: 0 }];

test("changed results are shown in order and not written without --yes", async () => {
  const order = orderOf({ keys: ["ann", "bob", "cleo"], known });
  const { exitCode, text, document } = await finished(order, changed);
  expect([exitCode, text]).toEqual([3, [
    "  ann: 5 → 1 point", "  bob: 2 → 0 points, graded → crashed", "✔ Graded 3 of 3 submissions", files,
    "! 2 results not written. To write what changed, add --yes",
  ].join("\n")]);
  expect(document).toMatchObject({ status: "unfinished", graded: 3, changes });
  expect(pointsIn(order)).toEqual([["ann", 5], ["bob", 2], ["cleo", 1]]);
  expect(page(order, "bob")).toContain("**2 of 0 points**");
});

test("changed results are written with --yes", async () => {
  const order = orderOf({ keys: ["ann", "bob", "cleo"], known });
  const { exitCode, text, document } = await finished(order, changed, true);
  expect([exitCode, text]).toEqual([0, ["  ann: 5 → 1 point", "  bob: 2 → 0 points, graded → crashed", "✔ Graded 3 of 3 submissions", "  bob: crashed. It crashed.", files].join("\n")]);
  expect(document).toMatchObject({ status: "graded", changes });
  expect(pointsIn(order)).toEqual([["ann", 1], ["bob", 0], ["cleo", 1]]);
});

test("one changed result is one", async () => {
  const { text } = await finished(orderOf({ keys: ["ann"], known: [result("ann", 1)] }), [result("ann", 2)]);
  expect(text.split("\n").at(-1)).toBe("! 1 result not written. To write what changed, add --yes");
});

const collected = (folder: string, submissions: object[]) => writeFileSync(join(folder, "collected.json"), JSON.stringify({ format: 1, submissions }));
const classOf = (folder: string, students: object[]) => writeFileSync(join(folder, "class.json"), JSON.stringify({ format: 1, root: "a".repeat(40), students }));

test("people are called as in the class, else as in submitted.csv, else by their keys", () => {
  const folder = temporary();
  expect(namesIn(folder)("ann")).toBe("ann");
  classOf(folder, [{ key: "ann", members: [{ name: "Ann Lee" }] }, { key: "group-2", members: [{ name: "Bob" }, { name: "Cleo" }] }]);
  const known = namesIn(folder)("group-2");
  classOf(folder, [{ key: "ann", members: [{ name: "Ann Lee" }] }, { key: "group-2", group: "Team Red", members: [{ name: "Bob" }, { name: "Cleo" }] }]);
  expect([known, namesIn(folder)("group-2")]).toEqual(["Bob and Cleo", "Team Red (Bob and Cleo)"]);
  classOf(folder, [{ key: "ann", members: [{ name: "Ann Lee" }] }, { key: "group-2", members: [{ name: "Bob" }, { name: "Cleo" }] }]);
  collected(folder, [{ key: "ann", late: 0, name: "Not Ann" }, { key: "dan", late: 0, name: "Dan Fox" }, { key: "eve", late: 0 }]);
  expect(["ann", "group-2", "dan", "eve", "zoe"].map(namesIn(folder))).toEqual(["Ann Lee", "Bob and Cleo", "Dan Fox", "eve", "zoe"]);
});

test("pages tell what late work costs, by the rule and the time of each student", async () => {
  const order = orderOf({ keys: ["ann", "bob", "cleo"], late: "10% a day" });
  collected(order.folder, [{ key: "ann", late: 1_620 }, { key: "bob", late: 0 }]);
  await finished(order, ["ann", "bob", "cleo"].map((key) => result(key, 5)));
  expect(page(order, "ann")).toContain("\n\nHanded in 1 day 3 hours after the deadline, which costs 20 % of the points and leaves 4.\n");
  expect(["bob", "cleo"].map((key) => page(order, key).includes("deadline"))).toEqual([false, false]);
});

test("without a rule, no page tells of late work", async () => {
  const order = orderOf({ keys: ["ann"] });
  collected(order.folder, [{ key: "ann", late: 1_620 }]);
  await finished(order, [result("ann", 5)]);
  expect(page(order, "ann")).not.toContain("deadline");
  expect(page(order, "class")).not.toContain("late work");
});

test("the page of the class names it, and who handed in nothing", async () => {
  const order = orderOf({ keys: ["ann"] });
  classOf(order.folder, ["ann", "bob", "cleo"].map((key) => ({ key, members: [{ name: `Dr. ${key}` }] })));
  await finished(order, [result("ann", 5)]);
  expect(page(order, "class")).toMatch(/^# Class: Week 3\n/);
  expect(page(order, "class")).toContain("| greet | greet |");
  expect(page(order, "class")).toContain("\n\nHanded in nothing: Dr. bob; Dr. cleo.\n");
  expect(page(order, "ann")).toMatch(/^# Dr\. ann\n/);
});
