// Command `assignment collect`: what it writes and says about what was pushed.
import { readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { expect, test } from "vitest";
import type { ActionRequest } from "../../src/cli/request.ts";
import { collectCommand } from "../../src/commands/assignment/collect.ts";
import { collectFoldersCommand } from "../../src/commands/assignment/collect-folders.ts";
import { collectedBefore, saveCollected, type Submission } from "../../src/gradebook/collected-file.ts";
import type { Collected } from "../../src/handout/collecting.ts";
import { stopped, UserError } from "../../src/user-error.ts";
import { environmentForEach, recording } from "../support/in-process.ts";
import { classTextOf, markedAssignment, writeIn } from "../support/marked-assignment.ts";
import { cleanEnvironment, names, temporary } from "../support/sandbox.ts";

environmentForEach(() => cleanEnvironment(undefined, { TZ: "UTC" }));

type Order = Parameters<ReturnType<typeof collectCommand>["actions"]>[0];

const never = new AbortController().signal;
const asked = (directory?: string): ActionRequest => ({ action: "collect", directory, dryRun: false, has: () => false, text: () => undefined });

function orderOf(due?: string, { folder = temporary(), accepted = 0, grace = 0 } = {}): Order {
  const host = { api: "", server: "https://github.com", name: "github.com" };
  return {
    folder,
    known: { format: 1, root: "a".repeat(40), students: ["ann", "bob", "cleo"].map((key) => ({ key, members: [{ name: key }] })) },
    deadlines: { due: due === undefined ? undefined : new Date(due), extensions: new Map(), accepted, grace },
    connection: { host, login: { token: "t", from: "gh" }, stop: never, pause: 0 },
  };
}

async function collect(collected: Partial<Collected>, order = orderOf()) {
  const { terminal, text, document } = recording({ submissions: [], problems: [], notes: [], ...collected });
  const command = collectCommand({ asked: asked(), terminal, stop: never });
  for (const act of command.actions(order)) await act();
  return { exitCode: command.exitCode(), text: said(text(), order.folder), document: document() };
}

function said(text: string, folder: string): string {
  return text.replaceAll(relative(process.cwd(), folder), "FOLDER");
}

const pushed = (key: string, late = 0): Submission => ({ key, commit: "c".repeat(40), pushed: "2025-12-01T17:00:00.000Z", late });
const nothing = (key: string): Submission => ({ key, commit: null, pushed: null, late: 0 });
const next = "\nNext: npm start -- assignment check FOLDER";

test("work in time is counted and written", async () => {
  const order = orderOf("2020-12-01T18:00:00Z");
  const submissions = [pushed("bob"), pushed("ann")];
  const { exitCode, text, document } = await collect({ submissions }, order);
  expect([exitCode, text]).toEqual([0, `Collecting: 3 ...\n✔ Collected the work of 2 of 2 students\n${next}`]);
  expect(document).toEqual({ format: 1, status: "collected", directory: order.folder, deadline: order.deadlines.due, submissions, problems: [], notes: [] });
  expect(JSON.parse(readFileSync(join(order.folder, "collected.json"), "utf8"))).toEqual({ format: 1, deadline: "2020-12-01T18:00:00.000Z", submissions: [pushed("ann"), pushed("bob")] });
});

test("work without a deadline has none, and one student is one", async () => {
  const { text, document } = await collect({ submissions: [pushed("ann")] });
  expect(text).toBe(`Collecting: 3 ...\n✔ Collected the work of 1 of 1 student\n${next}`);
  expect(document).toMatchObject({ deadline: null });
});

test("late work, work that is missing, and notes are told", async () => {
  const submissions = [pushed("ann", 1), nothing("bob"), pushed("cleo", 90), nothing("dan"), pushed("zoe", 200)];
  const { exitCode, text, document } = await collect({ submissions, notes: ["ann: One.", "eve: Two."] }, orderOf("2020-12-01T18:00:00Z", { accepted: 100, grace: 60 }));
  expect([exitCode, text]).toEqual([0, [
    "Collecting: 3 ...", "✔ Collected the work of 3 of 5 students", "! Late: ann (1 min, within the grace), cleo (90 min), zoe (200 min, too late to count)", "! Pushed nothing in time: bob, dan", "! ann: One.", "! eve: Two.", next,
  ].join("\n")]);
  expect(document).toMatchObject({ status: "collected", notes: ["ann: One.", "eve: Two."] });
});

test("what is collected before the deadline is to be collected again", async () => {
  const { text } = await collect({ submissions: [pushed("ann")] }, orderOf("2999-12-01T18:00:00Z"));
  expect(text).toContain("\n! It is due 01/12/2999, 18:00:00: collect again after that\n");
});

test("somebody who was not reached leaves the collection unfinished", async () => {
  const { exitCode, text, document } = await collect({ submissions: [nothing("ann")], problems: ["ann: Her repository is gone.", "bob: His too."] });
  expect([exitCode, text]).toEqual([3, ["Collecting: 3 ...", "✔ Collected the work of 0 of 1 student", "! Pushed nothing in time: ann", "✘ ann: Her repository is gone.", "✘ bob: His too.", next].join("\n")]);
  expect(document).toMatchObject({ status: "unfinished", problems: ["ann: Her repository is gone.", "bob: His too."] });
});

/** The error of a run in which the work fails. */
function failing(error: Error, stop: AbortSignal): Promise<unknown> {
  const terminal = { ...recording().terminal, steps: () => Promise.reject(error) };
  const [act] = collectCommand({ asked: asked(), terminal, stop }).actions(orderOf());
  return Promise.resolve(act?.()).catch((thrown: unknown) => thrown);
}

test("Ctrl-C says what stays, and any other error stays as it is", async () => {
  const error = new UserError("GitHub is away.");
  expect(await failing(error, never)).toBe(error);
  expect(await failing(error, AbortSignal.abort(stopped()))).toMatchObject({
    message: "Stopped before all were collected. What was fetched stays, and the next run goes on.", exitCode: 130,
  });
});

test("work that came in a folder stays when GitHub is asked again, unless something was pushed", async () => {
  const order = orderOf("2025-12-01T18:00:00Z");
  const folder = (key: string, pushed: string): Submission => ({ key, commit: null, pushed, late: 0 });
  saveCollected(order.folder, undefined, [folder("ann", "2025-12-01T18:01:00.000Z"), folder("bob", "2025-12-01T17:00:00.000Z"), pushed("cleo")]);
  const { text } = await collect({ submissions: [nothing("ann"), pushed("bob"), nothing("cleo")] }, order);
  const all = [...collectedBefore(order.folder).values()];
  expect(all.map(({ key, commit, late }) => [key, commit === null, late])).toEqual([["ann", true, 1], ["bob", false, 0], ["cleo", true, 0]]);
  expect(all[2]?.pushed).toBeNull();
  expect(text).toContain("\n! Pushed nothing in time: cleo\n");
});

test("a class that was not handed out, or is not on GitHub, is refused", async () => {
  const { terminal, text } = recording();
  const prompts = (directory?: string) => collectCommand({ asked: asked(directory), terminal, stop: never }).prompts();
  await expect(prompts()).rejects.toThrow(`"${process.cwd()}" was not handed out yet`);
  const students = [{ key: "ann", members: [{ name: "Ann" }] }];
  await expect(prompts(markedAssignment({}, { "class.json": classTextOf(students) }))).rejects.toThrow(
    "The class has no repositories on GitHub. Hand out with --org, or name the folder of what was handed in with --submissions.",
  );
  const some = classTextOf([...students, { ...students[0], key: "bob", repo: "my-bootcamp/bob" }]);
  await expect(prompts(markedAssignment({ due: "soon" }, { "class.json": some }))).rejects.toThrow('"soon" is not a date.');
  expect(text()).toBe("Reading the class ...\nReading the class ...\nReading the class ...");
  expect(collectCommand({ asked: asked(), terminal, stop: never }).description).toBe("Collects an assignment");
});

/** Runs the collection of folders with these names, and with a class of these keys. */
async function collectFolders(times: string, folders: string[], { keys, due, late }: { keys?: string[]; due?: string; late?: string } = {}) {
  const students = keys?.map((key) => ({ key, members: [{ name: `Dr. ${key}` }] }));
  const folder = markedAssignment({ due, late }, students === undefined ? {} : { "class.json": classTextOf(students) });
  const from = join(folder, "../hand in");
  writeIn(from, { "submitted.csv": times, ...Object.fromEntries(folders.map((name) => [`${name}/a.js`, ""])) });
  const { terminal, text, document } = recording();
  const command = collectFoldersCommand(folder, from, terminal);
  for (const act of command.actions(await command.prompts())) await act();
  expect(command.description).toBe("Collects folders of an assignment");
  const place = relative(process.cwd(), join(folder, ".."));
  return { folder, exitCode: command.exitCode(), text: text().replaceAll(place, "PLACE"), document: document() };
}

const nextFolders = '\nNext: npm start -- assignment check PLACE/week-3 --submissions "PLACE/hand in"';

test("folders without a class are noted with their times", async () => {
  const { folder, exitCode, text, document } = await collectFolders("student,submitted\nann,2025-12-01T17:00\n", ["ann"]);
  expect([exitCode, text]).toEqual([0, `✔ Noted when the work of 1 student came\n${nextFolders}`]);
  const submissions = [{ key: "ann", commit: null, pushed: "2025-12-01T17:00:00.000Z", late: 0 }];
  expect(document).toEqual({ format: 1, status: "collected", directory: folder, deadline: null, submissions, absent: [] });
  expect(JSON.parse(readFileSync(join(folder, "collected.json"), "utf8"))).toEqual({ format: 1, deadline: null, submissions });
  expect(names(folder)).toContain(".gitignore");
});

test("a folder of nobody in the class is refused, unless submitted.csv names who it is", async () => {
  const times = (name: string) => `student,submitted,name\nann,2025-12-01T18:00,\nbobb,2025-12-01T18:00,${name}\n`;
  const place = { keys: ["ann", "bob"], due: "2025-12-01T18:00" };
  await expect(collectFolders(times(""), ["ann", "bobb"], place)).rejects.toThrow('The submission "bobb" is of nobody in the class. Did you mean bob?');
  expect((await collectFolders(times("Bobb Ray"), ["ann", "bobb"], place)).text).toContain("✔ Noted when the work of 2 students came");
});

test("late folders are told, with those that are too late to count and those who handed in nothing", async () => {
  const times = "student,submitted,name\nann,2025-12-01T18:01,\nDr. bob,2025-12-02T18:00,\nzoe,2025-12-02T18:01,Zoë\ncleo,2025-12-01T18:00,\n";
  const { text, document } = await collectFolders(times, ["ann", "bob", "zoe", "cleo"], { keys: ["ann", "bob", "cleo", "dan", "eve"], due: "2025-12-01T18:00", late: "100% a day" });
  expect(text).toBe([
    "✔ Noted when the work of 4 students came", "! Late: ann (1 min), bob (1440 min), zoe (1441 min, too late to count)", "! Handed in nothing: dan, eve", nextFolders,
  ].join("\n"));
  expect(document).toMatchObject({ deadline: new Date("2025-12-01T18:00:00Z"), absent: ["dan", "eve"], submissions: [{ late: 1 }, { late: 1440 }, { key: "cleo", late: 0 }, { key: "zoe" }] });
});
