// Command `assignment check`: which submissions it grades again, and what stays when it is stopped.
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { ActionRequest } from "../../src/cli/request.ts";
import { checkCommand } from "../../src/commands/assignment/check-submissions.ts";
import { takeCheckOrder } from "../../src/commands/assignment/check-order.ts";
import { drawn, secretOf } from "../../src/disk/folder-key.ts";
import type { Results } from "../../src/grading/results.ts";
import { stopped } from "../../src/user-error.ts";
import { environmentForEach, recording } from "../support/in-process.ts";
import { classTextOf, markedAssignment, writeIn } from "../support/marked-assignment.ts";
import { cleanEnvironment, programs } from "../support/sandbox.ts";

environmentForEach(() => cleanEnvironment(undefined, { PATH: programs({ git: "exit 1", make: "echo made > made.txt" }) }));

/** An assignment, and submissions that are no zip files, so that they are graded without a start of their app. */
function handedIn(keys: string[], more: Record<string, string> = {}): { folder: string; from: string } {
  const folder = markedAssignment({}, { "starter/server.js": "", ...more });
  const from = join(folder, "../submissions");
  writeIn(from, Object.fromEntries(keys.map((key) => [`${key}.zip`, `no zip file of ${key}`])));
  return { folder, from };
}

type Flag = "unsandboxed" | "again" | "without-tests" | "yes";

function asked({ folder, from }: { folder: string; from: string }, flags: Flag[] = ["unsandboxed"]): ActionRequest {
  return { action: "check", directory: folder, dryRun: false, has: (flag) => flags.includes(flag as Flag), text: (flag) => (flag === "submissions" ? from : undefined) };
}

interface Run {
  flags?: Flag[];
  stop?: AbortController;
  /** Done when all submissions were found. */
  between?: () => void;
  stepDone?: () => void;
}

async function check(place: { folder: string; from: string }, { flags, stop = new AbortController(), between, stepDone }: Run = {}) {
  const { terminal, text, document } = recording();
  let steps = 0;
  const counting: typeof terminal.steps = (doing, total, work) => terminal.steps(doing, total, () => work(() => {
    steps += 1;
    stepDone?.();
  }));
  const command = checkCommand({ asked: asked(place, flags), terminal: { ...terminal, steps: counting }, stop: stop.signal });
  expect(command.exitCode()).toBe(3);
  const order = await command.prompts();
  between?.();
  for (const act of command.actions(order)) await act();
  return { exitCode: command.exitCode(), lines: text().split("\n"), document: document(), steps };
}

const results = ({ folder }: { folder: string }) => JSON.parse(readFileSync(join(folder, "results.json"), "utf8")) as Results;

test("submissions that cannot be unpacked are graded as such, and only once", async () => {
  const place = handedIn(["ann", "bob"]);
  const first = await check(place);
  expect([first.exitCode, first.steps, first.lines.slice(0, 3)]).toEqual([0, 2, ["! This runs the code of students without a sandbox", "Grading: 2 ...", "✔ Graded 2 of 2 submissions"]]);
  expect(first.document).toMatchObject({ status: "graded", submissions: 2, graded: 2 });
  const { contract, results: rows } = results(place);
  expect(rows).toMatchObject(["ann", "bob"].map((key) => ({ key, status: "did not start", sandboxed: false, contract, points: 0, tasks: [{ id: "greet", points: 0, of: 5 }] })));

  const again = await check(place);
  expect([again.steps, again.lines[2]]).toEqual([2, "✔ Graded 0 of 2 submissions; 2 were graded before and have not changed"]);
  const forced = await check(place, { flags: ["unsandboxed", "again"] });
  expect(forced.lines[2]).toBe("✔ Graded 2 of 2 submissions");
  expect(results(place).results).toEqual(rows);
});

/** Changes the first row of the results. */
function changed(place: { folder: string }, more: object): void {
  const { results: [first, ...others], ...kept } = results(place);
  writeIn(place.folder, { "results.json": JSON.stringify({ ...kept, results: [{ ...first, ...more }, ...others] }) });
}

test("after a change, only what it concerns is graded", async () => {
  const place = handedIn(["ann", "bob"]);
  await check(place);
  const changes: [() => void, number][] = [
    [() => writeIn(place.from, { "bob.zip": "something else entirely" }), 1],
    [() => writeIn(place.folder, { "contract/visible/greet.js": "export default () => {};\n" }), 2],
    [() => changed(place, { contract: "older" }), 1],
    [() => changed(place, { sandboxed: true }), 1],
    [() => changed(place, { key: "zoe" }), 1],
  ];
  for (const [change, graded] of changes) {
    change();
    expect((await check(place)).document).toMatchObject({ graded });
  }
});

const classOf = (keys: string[]) => ({ "class.json": classTextOf(keys.map((key) => ({ key, members: [{ name: key }] }))) });

test("work of nobody in the class is refused, unless submitted.csv says who it is", async () => {
  const place = handedIn(["ann", "bobb"], classOf(["ann", "bob"]));
  await expect(check(place)).rejects.toThrow('The submission "bobb" is of nobody in the class. Did you mean bob? Rename it to a key in class.json, or name who it is in the column name of submitted.csv and collect.');
  const collected = (more: object) => writeIn(place.folder, { "collected.json": JSON.stringify({ format: 1, submissions: [{ key: "bobb", late: 0, commit: null, pushed: null, ...more }] }) });
  collected({});
  await expect(check(place)).rejects.toThrow("is of nobody in the class");
  collected({ name: "Bobb" });
  expect((await check(place)).lines).toContain("✔ Graded 2 of 2 submissions");
});

test("one project is no folder of submissions", async () => {
  const place = handedIn(["ann"]);
  writeIn(place.from, { "package.json": "{}" });
  await expect(check(place)).rejects.toThrow("holds a package.json: it is one project. Name the folder around it.");
});

test("a folder without files of a project is told to be empty", async () => {
  const place = handedIn([]);
  writeIn(place.from, { "ann/.git/HEAD": "" });
  await check(place);
  expect(results(place).results[0]).toMatchObject({ status: "did not start", sentence: expect.stringContaining("Your submission holds no files.") as string });
});

test("who handed in the example rows of another student is named", async () => {
  const place = handedIn(["ann", "bob"], classOf(["ann", "bob", "cleo"]));
  const mark = drawn(secretOf(place.folder), "ann", "mark").slice(0, 8);
  writeIn(place.from, { "cleo/package.json": '{ "dependencies": { "left-pad": "1" } }', "cleo/seeds.json": `[{ "name": "${mark}" }]` });
  const { lines } = await check(place);
  expect(lines).toContain("! cleo handed in example rows that only ann got");
  expect(results(place).results.map(({ key, shared }) => [key, shared])).toEqual([["ann", undefined], ["bob", undefined], ["cleo", ["ann"]]]);
  expect(readFileSync(join(place.folder, "reports/class.md"), "utf8")).toContain("- cleo handed in example rows that only ann got.");
  expect((await check(place)).lines).toContain("! cleo handed in example rows that only ann got");
});

test("checks that run tests of students are left out on request", async () => {
  const place = handedIn(["ann"], { "contract/visible/greet.js": "testCopies();\n" });
  await check(place, { flags: ["unsandboxed", "without-tests"] });
  expect(results(place).results[0]?.tasks).toMatchObject([{ id: "greet", state: "not graded" }]);
});

test("a run that is stopped says how many it graded, and the next goes on", async () => {
  const place = handedIn(["ann", "bob", "cleo"]);
  const stop = new AbortController();
  stop.abort(stopped());
  await expect(check(place, { stop })).rejects.toMatchObject({ message: "Stopped after 0 submissions. The next run goes on with the others.", exitCode: 130 });
  expect((await check(place)).document).toMatchObject({ graded: 3 });
});

test("Ctrl-C is heard between submissions of which none is started, and their results are kept", async () => {
  const place = handedIn([]);
  writeIn(place.from, Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`s${at}/.git/HEAD`, ""])));
  const stop = new AbortController();
  let done = 0;
  const stepDone = () => void ((done += 1) === 20 && setTimeout(() => stop.abort(stopped()), 0));
  const error: unknown = await check(place, { stop, stepDone }).catch((reason: unknown) => reason);
  expect(done).toBeLessThan(300);
  expect(error).toMatchObject({ message: `Stopped after ${done} submissions. The next run goes on with the others.`, exitCode: 130 });
  expect(results(place).results).toHaveLength(done);
  expect((await check(place)).document).toMatchObject({ graded: 300 - done });
});

test("an unexpected error with one submission stops none of the others, and the next run tries it again", async () => {
  const place = handedIn(["ann", "cleo"]);
  writeIn(place.from, { "bob/.git/HEAD": "" });
  const { exitCode, lines, document } = await check(place, { between: () => rmSync(join(place.from, "bob"), { recursive: true }) });
  expect(exitCode).toBe(3);
  expect(lines).toContainEqual(expect.stringMatching(/^✘ bob was not graded: Error: ENOENT: no such file or directory, stat '.*bob'$/));
  expect(document).toMatchObject({ status: "unfinished", submissions: 3, graded: 2, failed: [{ key: "bob" }] });
  expect(results(place).results.map(({ key }) => key)).toEqual(["ann", "cleo"]);
  writeIn(place.from, { "bob/.git/HEAD": "" });
  const again = await check(place);
  expect([again.exitCode, again.lines[2]]).toEqual([0, "✔ Graded 1 of 3 submissions; 2 were graded before and have not changed"]);
});

test("results that cannot be written end the run", async () => {
  const place = handedIn(["ann", "bob"]);
  await expect(check(place, { between: () => writeIn(place.folder, { "results.json/a": "" }) })).rejects.toThrow(/results\.json" is not a regular file\. Move it away\.$/);
});

test("what the checks need is installed first", async () => {
  const place = handedIn(["ann"]);
  const { terminal, text } = recording();
  const command = checkCommand({ asked: asked(place), terminal, stop: new AbortController().signal });
  expect(command.description).toBe("Grades submissions");
  const order = await command.prompts();
  order.assignment.checking.grading.install = "make";
  await command.actions(order)[0]?.();
  expect(text()).toMatch(/^Running make in .*solution \.\.\.$/);
});

test("an order names what is graded, and what was graded before", async () => {
  const place = handedIn(["bob", "ann"]);
  const order = await takeCheckOrder(asked(place));
  expect(order).toMatchObject({ folder: place.folder, known: undefined, submissions: [{ key: "ann", kind: "zip", path: join(place.from, "ann.zip") }, { key: "bob" }] });
  await expect(takeCheckOrder({ ...asked(place), text: () => undefined })).rejects.toThrow("Nothing was collected in");
  await expect(takeCheckOrder({ ...asked(place), directory: undefined })).rejects.toThrow(`"${process.cwd()}" is no assignment`);
});
