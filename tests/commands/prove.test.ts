// Command `assignment prove`: what it installs, refuses, writes and says.
import { readFileSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, test } from "vitest";
import type { Assignment } from "../../src/classroom/assignment.ts";
import type { Variant } from "../../src/classroom/variants.ts";
import type { Ran } from "../../src/classroom/verdict.ts";
import { proveCommand } from "../../src/commands/assignment/prove.ts";
import { installSolution } from "../../src/commands/assignment/solution-packages.ts";
import { ourVersion } from "../../src/ourselves.ts";
import { stopped } from "../../src/user-error.ts";
import { environmentForEach, recording } from "../support/in-process.ts";
import { markedAssignment, writeIn } from "../support/marked-assignment.ts";
import { cleanEnvironment, names, programs, temporary } from "../support/sandbox.ts";

environmentForEach(() => cleanEnvironment(undefined, { PATH: programs({ git: "exit 1", make: 'test ! -e fails || { echo "no rule"; exit 2; }; echo made > made.txt' }) }));

type Order = Parameters<ReturnType<typeof proveCommand>["actions"]>[0];

const never = new AbortController().signal;
const taskOf = (id: string) => ({ id, title: id, skill: "routing", level: 1, hours: 1, points: 5, brief: "", hints: ["", ""], needs: [], interview: ["", ""] });
const files = () => Promise.resolve(new Map<string, string>());
const check = (task: string, passed: boolean) => ({ task, check: `${task} works`, passed, reason: passed ? "" : "It\nfails." });

function ran(name: string, open: string[], of: string[]): Ran {
  return { variant: { name, open, files }, result: { checks: of.map((task) => check(task, !open.includes(task))) } };
}

interface Parts {
  tasks?: string[];
  database?: string;
  variants?: Variant[];
  folder?: string;
}

function orderOf({ tasks = ["greet"], database, variants = [], folder = temporary() }: Parts = {}): Order {
  const checking = { database, install: "", packages: [] };
  return { folder, assignment: { title: "Week 3", tasks: tasks.map(taskOf), files, bytes: new Map(), checking } as unknown as Assignment, variants };
}

async function prove(runs: Ran[], parts: Parts = {}) {
  const order = orderOf({ variants: runs.map(({ variant }) => variant), ...parts });
  const { terminal, text, document } = recording(runs);
  const command = proveCommand({ asked: {}, terminal, stop: never });
  expect(command.exitCode()).toBe(1);
  for (const act of command.actions(order)) await act();
  return { folder: order.folder, exitCode: command.exitCode(), text: text().replaceAll(relative(process.cwd(), order.folder), "FOLDER"), document: document() };
}

const first = "! This runs the code of the assignment without a sandbox";
const last = "\nThe matrix is in FOLDER/PROOF.md";

test("a proven assignment is said to be, and its proof is written", async () => {
  const { folder, exitCode, text, document } = await prove([ran("solution", [], ["greet"]), ran("starter", ["greet"], ["greet"])]);
  expect([exitCode, text]).toEqual([0, [first, "Running variants: 2 ...", "✔ Proved 1 task with 2 variants", last].join("\n")]);
  expect(document).toMatchObject({ format: 1, status: "proven", version: ourVersion, tasks: ["greet"] });
  expect(names(folder)).toEqual(["PROOF.md", "proof.json"]);
  expect(readFileSync(join(folder, "proof.json"), "utf8")).toBe(`${JSON.stringify(document, null, 2)}\n`);
  expect(readFileSync(join(folder, "PROOF.md"), "utf8")).toContain(`1 task with 1 check, 2 variants. Made by version ${ourVersion}.`);
});

test("several tasks on a database name it", async () => {
  const both = ["greet", "count"];
  const runs = [ran("solution", [], both), ran("starter", both, both), ran("greet open", ["greet"], both), ran("count open", ["count"], both)];
  const { text, document } = await prove(runs, { tasks: both, database: "PGlite" });
  expect(text.split("\n").slice(2)).toEqual(["✔ Proved 2 tasks with 4 variants on PGlite", ...last.split("\n")]);
  expect(document).toMatchObject({ database: "PGlite" });
});

test("what does not fit is listed, and the assignment is not proven", async () => {
  const { folder, exitCode, text, document } = await prove([ran("solution", ["greet"], ["greet"]), ran("starter", [], ["greet"])]);
  expect([exitCode, text]).toEqual([1, [
    first, "Running variants: 2 ...", "✘ Not proven: 2 findings", '  The solution fails the check "greet works" of greet: It',
    '  The starter passes the check "greet works" of greet, though the task is open.', last,
  ].join("\n")]);
  expect(document).toMatchObject({ status: "refuted" });
  expect(readFileSync(join(folder, "PROOF.md"), "utf8")).toContain("**Not proven:**");
});

test("files of the starter and the solution that are not as they were made are named", async () => {
  const folder = temporary();
  writeIn(folder, { "starter/server.js": "mine", "solution/server.js": "made", "contract/visible/greet.js": "new", "starter/check/tasks/greet.js": "old", "solution/check/tasks/greet.js": "new" });
  const order = orderOf({ folder });
  const assignment = { ...order.assignment, files: () => Promise.resolve(new Map([["server.js", "made"]])), bytes: new Map([["logo.png", new Uint8Array([1])]]) };
  const { terminal, text } = recording([ran("solution", [], ["greet"]), ran("starter", ["greet"], ["greet"])]);
  const [, act] = proveCommand({ asked: {}, terminal, stop: never }).actions({ ...order, assignment });
  await act?.();
  expect(text()).toContain("✔ Proved 1 task");
  expect(text()).toContain("\n! The proof made these files again, and yours differ: starter/server.js, starter/logo.png, starter/check/tasks/greet.js and 1 more");
});

test("a finding of several lines is indented as a whole", async () => {
  const solution: Ran = { ...ran("solution", [], []), result: { checks: [], problem: "No server.\nNo port." } };
  const { text } = await prove([solution, ran("starter", ["greet"], ["greet"])]);
  expect(text).toContain('\n✘ Not proven: 1 finding\n  No check ran on the variant "solution":\n  No server.\n  No port.\n');
});

/** An assignment whose checks run without an app. */
function runnable(): Parts {
  const folder = temporary();
  writeIn(folder, { "solution/check/tasks.json": "[]" });
  return { folder };
}

/** The error of work on variants that really run. */
function running(variants: Variant[], stop: AbortSignal): Promise<unknown> {
  const { terminal } = recording();
  const [, act] = proveCommand({ asked: {}, terminal, stop }).actions(orderOf({ ...runnable(), variants }));
  return Promise.resolve(act?.()).catch((thrown: unknown) => thrown);
}

test("a variant that cannot be rendered ends the proof with its error, and others are rendered before", async () => {
  const rendered: string[] = [];
  const variants = ["one", "two", "three"].map((name): Variant => ({
    name, open: [], files: () => {
      rendered.push(name);
      return Promise.reject(new Error(`${name} is broken`));
    },
  }));
  expect(await running(variants, never)).toMatchObject({ message: "one is broken" });
  expect(rendered[0]).toBe("one");
  rendered.length = 0;
  expect(await running(variants, AbortSignal.abort(stopped()))).toMatchObject({ message: "Stopped. Nothing was written." });
  expect(rendered).toEqual([]);
});

const prompts = (directory?: string) => proveCommand({ asked: { directory }, terminal: recording().terminal, stop: never }).prompts();
const server = "hello();\n";

test("an order has a variant for the solution, the starter, and each change of the solution", async () => {
  const change = { says: "says nothing", file: "server.js", find: "hello();", replace: "" };
  const mutants = JSON.stringify({ mutants: [{ task: "greet", ...change }], harmless: [] });
  const named = async (folder: string) => (await prompts(folder)).variants.map(({ name }) => name);
  expect((await named(markedAssignment())).slice(0, 2)).toEqual(["solution", "starter"]);
  const folder = markedAssignment({}, { "contract/mutants.json": mutants });
  expect(await named(folder)).toEqual([...(await named(markedAssignment())), expect.stringContaining("says nothing")]);
  expect((await prompts(folder)).folder).toBe(folder);
});

test("a change that does not fit is refused before anything runs", async () => {
  const lost = JSON.stringify({ mutants: [{ task: "greet", says: "says nothing", file: "server.js", find: "goodbye", replace: "" }] });
  await expect(prompts(markedAssignment({}, { "contract/mutants.json": lost, "solution/server.js": server }))).rejects.toThrow("goodbye");
});

test("a solution or checks that cannot be read are refused before anything is installed", async () => {
  const folder = markedAssignment();
  writeIn(folder, { "contract/visible/greet.js/a": "" });
  await expect(prompts(folder)).rejects.toThrow('greet.js" is not a file.');
  const without = markedAssignment();
  rmSync(join(without, "solution"), { recursive: true });
  await expect(prompts(without)).rejects.toThrow('tasks.json" cannot be read: it is missing (ENOENT).');
});

test("without a folder, the current one is proven", async () => {
  await expect(prompts()).rejects.toThrow(`"${process.cwd()}" is no assignment`);
  expect(proveCommand({ asked: {}, terminal: recording().terminal, stop: never }).description).toBe("Proves an assignment");
});

test("checks on a database server need its address", async () => {
  const run = { install: "", start: "node server.js", environment: { DATABASE_URL: "{database}" } };
  const tasks = { run, tasks: [{ ...taskOf("greet"), hints: ["One.", "Two."], brief: "Greet.", interview: ["One?", "Two?"] }] };
  const folder = markedAssignment({}, { "source/assignment/tasks.json": JSON.stringify(tasks), "source/package.json": '{"devDependencies":{"pg":"8"}}' });
  const needs = "The checks of this assignment need a PostgreSQL server. Put its address into the variable TEST_DATABASE_URL, such as postgres://postgres:postgres@localhost:5432/.";
  await expect(prompts(folder)).rejects.toThrow(needs);
  process.env.TEST_DATABASE_URL = "";
  await expect(prompts(folder)).rejects.toThrow(needs);
  process.env.TEST_DATABASE_URL = "postgres://localhost/a";
  expect((await prompts(folder)).folder).toBe(folder);
});

/** Installs in an assignment with these files in its solution. */
async function installed({ command = "make", packages = ["node_modules"], there = [], stop = never }: { command?: string; packages?: string[]; there?: string[]; stop?: AbortSignal }) {
  const folder = temporary();
  writeIn(folder, Object.fromEntries(["package.json", ...there].map((path) => [`solution/${path}`, ""])));
  const { terminal, text } = recording();
  const error = await installSolution({ folder, command, packages, terminal, stop }).catch((thrown: unknown) => thrown);
  const path = relative(process.cwd(), folder);
  const message = error instanceof Error ? error.message.replaceAll(path, "FOLDER") : undefined;
  return { text: text().replaceAll(path, "FOLDER"), message, made: names(join(folder, "solution")).includes("made.txt") };
}

test("the packages of a solution are installed once", async () => {
  const missing = { text: "Running make in FOLDER/solution ...", message: undefined, made: true };
  expect(await installed({})).toEqual(missing);
  expect(await installed({ packages: [] })).toEqual(missing);
  expect(await installed({ packages: ["vendor", "node_modules"], there: ["other/a"] })).toEqual(missing);
  const nothing = { text: "", message: undefined, made: false };
  expect(await installed({ packages: ["vendor", "node_modules"], there: ["node_modules/a"] })).toEqual(nothing);
  expect(await installed({ command: "" })).toEqual(nothing);
});

test("an install that fails says so, and one that is stopped is stopped", async () => {
  expect(await installed({ there: ["fails"] })).toMatchObject({ message: "make failed in FOLDER/solution: no rule", made: false });
  expect(await installed({ stop: AbortSignal.abort(stopped()) })).toMatchObject({ message: "Stopped. Nothing was written." });
});

test("packages of a solution that is not there are not installed", async () => {
  const wanted = { folder: "/nowhere", command: "npm ci", packages: ["node_modules"], terminal: recording().terminal, stop: never };
  await expect(installSolution(wanted)).rejects.toThrow(/solution", whose packages the checks need, is missing\. Bring it back/);
});

test("a proof installs what its checks need before it runs them", async () => {
  const order = orderOf(runnable());
  Object.assign(order.assignment.checking, { install: "make", packages: ["made.txt"] });
  const { terminal, text } = recording();
  await proveCommand({ asked: {}, terminal, stop: never }).actions(order)[0]?.();
  expect(text()).toMatch(/^Running make in .*solution \.\.\.$/);
  expect(names(join(order.folder, "solution"))).toContain("made.txt");
});
