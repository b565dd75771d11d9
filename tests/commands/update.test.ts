// Command `assignment update`: what it says about the students it reaches, before and after an update is sent.
import { join } from "node:path";
import { expect, test } from "vitest";
import type { ActionRequest } from "../../src/cli/request.ts";
import { updateCommand } from "../../src/commands/assignment/update.ts";
import type { Updated } from "../../src/handout/updating.ts";
import { stopped, UserError } from "../../src/user-error.ts";
import { environmentForEach, recording } from "../support/in-process.ts";
import { cleanEnvironment, temporary } from "../support/sandbox.ts";

environmentForEach(() => cleanEnvironment());

type Order = Parameters<ReturnType<typeof updateCommand>["actions"]>[0];

interface Parts {
  name?: string;
  files?: string[];
  /** Whether the starter ever changed. */
  changed?: boolean;
  /** The commands that Git ran in the store. */
  ran?: string[][];
  stop?: AbortSignal;
}

function orderOf({ name = "week-3", files = ["a.js"], changed = true, ran = [], stop = new AbortController().signal }: Parts): Order {
  const git = (args: string[]) => {
    ran.push(args);
    return Promise.resolve("");
  };
  const host = { api: "", server: "https://github.com", name: "github.com" };
  return {
    folder: join(process.cwd(), name),
    known: { format: 1, root: "a".repeat(40), students: ["ann", "bob"].map((key) => ({ key, members: [{ name: key }] })) },
    store: { path: "/nowhere", git },
    save: ({ updated }) => ran.push(["save", String(updated)]),
    connection: { host, login: { token: "t", from: "gh" }, stop, pause: 0 },
    ...(changed && { update: { number: 2, commit: "c".repeat(40), files, identity: {} } }),
  };
}

const asked = (push: boolean, directory?: string): ActionRequest => ({ action: "update", directory, dryRun: false, has: (flag) => push && flag === "push", text: () => undefined });

async function update(all: Updated[], { push = false, ...parts }: Parts & { push?: boolean } = {}) {
  const { terminal, text, document } = recording(all);
  const command = updateCommand({ asked: asked(push), terminal, stop: new AbortController().signal });
  for (const act of command.actions(orderOf(parts))) await act();
  return { exitCode: command.exitCode(), text: text(), document: document() };
}

function each(key: string, state: Updated["state"], more: Partial<Updated> = {}): Updated {
  return { key, state, files: [], ...more };
}

const document = { format: 1, directory: join(process.cwd(), "week-3"), update: 2, files: ["a.js"] };

test("a starter that never changed has no update, and nobody is asked", async () => {
  expect(await update([each("ann", "clean")], { changed: false, push: true })).toEqual({
    exitCode: 0, text: "Nothing to do: the starter is as it was handed out.",
    document: { format: 1, status: "unchanged", directory: document.directory, update: undefined, files: [], students: [] },
  });
});

test("a report says who would get the update and how, and sends nothing", async () => {
  const all = [
    each("ann", "clean"), each("bob", "up to date"), each("cleo", "conflicts", { files: ["a.js", "b.js"] }), each("dan", "unrelated"), each("eve", "clean"), each("fay", "up to date"),
  ];
  const ran: string[][] = [];
  const { exitCode, text, document: said } = await update(all, { ran });
  expect([exitCode, text]).toEqual([0, [
    "Comparing: 2 ...", "Update 2 changes a.js\n", "✔ 2 have it already: bob, fay", "✔ 2 would merge without a conflict: ann, eve", "! cleo: conflicts in a.js, b.js",
    "✘ dan: the history does not contain the starter", "\nNothing was sent. To send it: npm start -- assignment update week-3 --push",
  ].join("\n")]);
  expect(said).toEqual({ ...document, status: "planned", students: all });
  expect(ran).toEqual([]);
});

test("an update that everybody has is unchanged, and no command sends it", async () => {
  for (const push of [false, true]) {
    const { exitCode, text, document: said } = await update([each("ann", "up to date")], { push });
    expect([exitCode, text]).toEqual([0, `${push ? "Updating" : "Comparing"}: 2 ...\nUpdate 2 changes a.js\n\n✔ 1 have it already: ann`]);
    expect(said).toMatchObject({ status: "unchanged" });
  }
});

test("an update that was sent says how it reached everybody, and becomes the newest starter", async () => {
  const all = [
    each("ann", "clean", { sent: "main" }), each("bob", "clean", { sent: "pull request" }), each("cleo", "conflicts", { files: ["a.js"], sent: "pull request" }),
    each("dan", "clean", { sent: "open pull request" }),
  ];
  const ran: string[][] = [];
  const { exitCode, text, document: said } = await update(all, { push: true, ran });
  expect([exitCode, text]).toEqual([0, [
    "Updating: 2 ...", "Update 2 changes a.js\n", "✔ 1 merged: ann", "! 3 waiting in a pull request: bob, cleo, dan", "! cleo: conflicts in a.js",
    "✔ Pushed to main of 1, and opened a pull request for 2; 1 had an open one already",
  ].join("\n")]);
  expect(said).toEqual({ ...document, status: "updated", students: all });
  expect(ran).toEqual([["update-ref", "refs/starter/main", "c".repeat(40)], ["save", "2"]]);
});

test("conflicts alone are open work, and without open pull requests none is told", async () => {
  expect((await update([each("ann", "conflicts", { files: ["a.js"] })])).document).toMatchObject({ status: "planned" });
  const { text, document: said } = await update([each("ann", "conflicts", { files: ["a.js"], sent: "pull request" })], { push: true });
  expect(text.split("\n").at(-1)).toBe("✔ Pushed to main of 0, and opened a pull request for 1");
  expect(said).toMatchObject({ status: "updated" });
});

test("somebody who was not reached makes the update unfinished", async () => {
  const problems = ["ann: Her repository is gone.", "bob: His repository is gone."];
  const all = problems.map((problem) => each(problem.slice(0, 3), "unreached", { problem }));
  const { exitCode, text, document: said } = await update(all, { push: true });
  expect([exitCode, text]).toEqual([3, ["Updating: 2 ...", "Update 2 changes a.js\n", ...problems.map((problem) => `✘ ${problem}`)].join("\n")]);
  expect(said).toMatchObject({ status: "unfinished" });
  const mixed = await update([each("ann", "clean", { sent: "main" }), ...all.slice(1)], { push: true });
  expect([mixed.exitCode, mixed.document]).toMatchObject([3, { status: "unfinished" }]);
  expect(mixed.text).toContain("✘ bob: His repository is gone.\n✔ Pushed to main of 1, and opened a pull request for 0");
});

test.each([[["a", "b", "c", "d", "e"], "a, b, c, d, e"], [["a", "b", "c", "d", "e", "f"], "a, b, c, d, e and 1 more"], [["a\nb"], "a\\nb"]])("the changed files %j are told as %s", async (files, said) => {
  const { text } = await update([each("ann", "conflicts", { files })], { files });
  expect(text).toContain(`\nUpdate 2 changes ${said}\n`);
  expect(text).toContain(`\n! ann: conflicts in ${said}\n`);
});

test("a folder with a space is quoted in the command that sends it", async () => {
  expect((await update([each("ann", "clean")], { name: "week 3" })).text).toMatch(/ assignment update "week 3" --push$/);
});

/** The error of a run in which GitHub fails. */
async function failing(error: Error, { push, aborted = false }: { push: boolean; aborted?: boolean }): Promise<unknown> {
  const stop = new AbortController();
  const terminal = { ...recording().terminal, steps: () => Promise.reject(error) };
  if (aborted) stop.abort(stopped());
  const command = updateCommand({ asked: asked(push), terminal, stop: stop.signal });
  return Promise.resolve(command.actions(orderOf({}))[0]?.()).catch((thrown: unknown) => thrown);
}

test("a failure of GitHub while an update is sent leaves it unfinished, and one while it is compared does not", async () => {
  const error = new UserError("GitHub is away.", "", 1);
  expect(await failing(error, { push: true })).toMatchObject({ message: "GitHub is away. Run the same command again to go on.", exitCode: 3 });
  expect(await failing(error, { push: false })).toBe(error);
});

test("Ctrl-C says what stays, and a bug stays a bug", async () => {
  const said = { message: "Stopped. Updates that were sent stay. Run the same command again to go on.", exitCode: 130 };
  for (const push of [true, false]) expect(await failing(stopped(), { push, aborted: true })).toMatchObject(said);
  const bug = new TypeError("broken");
  expect(await failing(bug, { push: true })).toBe(bug);
});

test("the class is read first, in the folder that was named or in the current one", async () => {
  const { terminal, text } = recording();
  const prompts = (directory?: string) => updateCommand({ asked: asked(false, directory), terminal, stop: new AbortController().signal }).prompts();
  const folder = temporary();
  await expect(prompts(folder)).rejects.toThrow(`"${folder}" was not handed out yet: it has no class.json.`);
  await expect(prompts()).rejects.toThrow(`"${process.cwd()}" was not handed out yet`);
  expect(text()).toBe("Reading the class ...\nReading the class ...");
  expect(updateCommand({ asked: asked(false), terminal, stop: new AbortController().signal }).description).toBe("Updates an assignment");
});
