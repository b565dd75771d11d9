// Command `assignment handout`: the class that it takes from roster and flags, and how its work on GitHub ends.
import { renameSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import type { ActionRequest } from "../../src/cli/request.ts";
import { handoutCommand } from "../../src/commands/assignment/handout.ts";
import { takeHandoutOrder, type HandoutOrder } from "../../src/commands/assignment/handout-order.ts";
import { stopped, UserError } from "../../src/user-error.ts";
import { environmentForEach, recording } from "../support/in-process.ts";
import { keyboardForEach } from "../support/keyboard.ts";
import { classTextOf, markedAssignment, writeIn } from "../support/marked-assignment.ts";
import { cleanEnvironment, programs } from "../support/sandbox.ts";

/** It only says who has the token. */
const server = createServer((_, res) => res.setHeader("content-type", "application/json").end('{"login":"teacher"}'));
await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
const github = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
afterAll(() => void server.close());
/** Of Git only its version is asked, and without gh the token is that of the environment. */
const git = 'case "$*" in *--version) echo "git version 2.43.0";; *) exit 1;; esac';
environmentForEach(() => cleanEnvironment(undefined, { PATH: programs({ git }), GITHUB_SERVER_URL: github, GITHUB_TOKEN: "t" }));

const keyboard = keyboardForEach();
const never = new AbortController().signal;
const root = "a".repeat(40);
const ann = { key: "ann", members: [{ name: "Ann" }] };
const bob = { key: "bob", members: [{ name: "Bob" }] };

interface Flags {
  directory?: string;
  roster?: string;
  org?: string;
  yes?: boolean;
  dryRun?: boolean;
}

function asked({ directory, dryRun = false, yes = false, ...texts }: Flags): ActionRequest {
  return { action: "handout", directory, dryRun, has: (flag) => yes && flag === "yes", text: (flag) => texts[flag as "roster" | "org"] };
}

const take = (flags: Flags) => takeHandoutOrder(asked(flags), never);

/** An assignment with a class and a roster. */
function handedOut(students?: object[], { names = [], more = {}, kept = {} }: { names?: string[]; more?: object; kept?: object } = {}): { directory: string; roster: string } {
  const directory = markedAssignment(kept, students === undefined ? {} : { "class.json": classTextOf(students, more) });
  writeIn(directory, { "roster.csv": ["name", ...names, ""].join("\n") });
  return { directory, roster: join(directory, "roster.csv") };
}

test("without a roster and a class, the students are missing", async () => {
  await expect(take({ directory: markedAssignment() })).rejects.toMatchObject({
    message: "assignment handout needs the students. Write --roster <file>, a CSV file with a column name.", exitCode: 2,
  });
  await expect(take({})).rejects.toThrow("assignment handout needs the students.");
});

test("a class is taken as it is without a roster", async () => {
  const { directory } = handedOut([ann, bob]);
  const known = { format: 1, root, students: [ann, bob] };
  expect(await take({ directory })).toEqual({
    folder: directory, title: "Week 3", known, active: [ann, bob], enrolment: { students: [ann, bob], added: [], missing: [] }, needsProof: false, hasNewStarter: false, seeds: { words: {}, rows: [], files: [] }, github: undefined,
  });
});

test("a roster adds students, and those who left it get no repository", async () => {
  const { directory, roster } = handedOut([ann, bob], { names: ["Bob", "Cleo"] });
  const { active, known, enrolment } = await take({ directory, roster });
  expect([active, known.students, enrolment.added, enrolment.missing].map((some) => some.map(({ key }) => key))).toEqual([["bob", "cleo"], ["ann", "bob", "cleo"], ["cleo"], ["ann"]]);
});

test("a first handout needs the starter", async () => {
  const { directory, roster } = handedOut(undefined, { names: ["Ann"] });
  await expect(take({ directory, roster, org: "o" })).rejects.toThrow(`"${directory}" has no folder starter. Restore it from a copy.`);
});

test("with an organisation, each student gets a repository there, and its server and login are kept", async () => {
  const { directory } = handedOut([ann, { ...bob, repo: "my-bootcamp/old-bob", created: true }]);
  const { known, github: to } = await take({ directory, org: "my-bootcamp" });
  expect(known).toEqual({ format: 1, org: "my-bootcamp", server: github, root, students: [{ ...ann, repo: "my-bootcamp/week-3-ann" }, { ...bob, repo: "my-bootcamp/old-bob", created: true }] });
  expect(to).toMatchObject({ login: "teacher", connection: { host: { server: github } } });
});

test.each([
  [`.-Übung 3: posts.b! ${"w".repeat(60)}`, "A-1", `bung-3-posts.b-${"w".repeat(35)}`],
  ["???", "o".repeat(39), "assignment"],
])("the folder %j gives repositories of %s with the name %s", async (name, org, repo) => {
  const { directory } = handedOut([ann]);
  renameSync(directory, join(directory, "..", name));
  const { known } = await take({ directory: join(directory, "..", name), org });
  expect(known).toMatchObject({ org, students: [{ repo: `${org}/${repo}-ann` }] });
});

test("the organisation of the class stays, and another one is taken while nothing is there", async () => {
  const more = { org: "first", server: github };
  const orgOf = async (student: object, org?: string) => (await take({ directory: handedOut([student], { more }).directory, org })).known;
  expect(await orgOf({ ...ann, created: true }, "first")).toMatchObject({ org: "first" });
  expect(await orgOf({ ...ann, repo: "first/week-3-ann", created: false }, "second")).toMatchObject({ org: "second", students: [{ repo: "second/week-3-ann" }] });
  for (const there of [{ created: true }, { pushed: root }])
    await expect(orgOf({ ...ann, ...there }, "second")).rejects.toMatchObject({ message: "The class is in first, not in second. Leave --org out, or hand out a copy.", exitCode: 1 });
});

test.each(["-a", "a b", "ann/bob", "a.b", "é", "a".repeat(40), ""])("the organisation %j is refused", async (org) => {
  const { directory } = handedOut([ann]);
  await expect(take({ directory, org })).rejects.toMatchObject({ message: `"${org}" is no name of an organisation. Write it as in its address on GitHub.`, exitCode: 2 });
});

test("a class on another server is refused", async () => {
  const { directory } = handedOut([ann], { more: { org: "o", server: "https://git.example.com" } });
  await expect(take({ directory })).rejects.toThrow(`The class is on "https://git.example.com", not on ${github}. Set GITHUB_SERVER_URL to it.`);
});

test("a class with a server and without an organisation asks no GitHub", async () => {
  expect((await take({ directory: handedOut([ann], { more: { server: "https://git.example.com" } }).directory })).github).toBeUndefined();
});

const placed = { repo: "o/ann", created: true, pushed: root, invited: [] };

function orderOf(active: HandoutOrder["active"], name?: string): HandoutOrder {
  const host = { api: "", server: "https://github.com", name: "github.com" };
  const connection = { host, login: { token: "t", from: "gh" }, stop: never, pause: 0 };
  return {
    folder: "/nowhere/week-3", title: "Week 3", known: { format: 1, root, org: "o", students: active }, active,
    enrolment: { students: active, added: [], missing: [] }, needsProof: false, hasNewStarter: false, seeds: { words: {}, rows: [], files: [] },
    ...(name !== undefined && { github: { connection: { ...connection, host: { ...host, name } }, login: "ann" } }),
  };
}

/** Runs the actions after the store is filled, with this result of the work on GitHub. */
async function placeAndReport(order: HandoutOrder, { result = [], stop = never }: { result?: string[] | Error; stop?: AbortSignal } = {}) {
  const { terminal, text, document } = recording(result);
  if (result instanceof Error) terminal.steps = () => Promise.reject(result);
  const command = handoutCommand({ asked: asked({}), terminal, stop });
  for (const act of command.actions(order).slice(1)) await act();
  return { exitCode: command.exitCode(), text: text(), document: document() };
}

test("only those whose repository is not complete are handed out to", async () => {
  const { exitCode, text } = await placeAndReport(orderOf([{ ...ann, ...placed }, bob], "github.com"), { result: ["bob: no."] });
  expect([exitCode, text.split("\n").slice(0, 2)]).toEqual([3, ["Handing out on github.com: 1 ...", "✘ bob: no."]]);
});

test("nothing is done on GitHub if everybody has a repository, and without an organisation", async () => {
  const done = await placeAndReport(orderOf([{ ...ann, ...placed }], "github.com"));
  expect([done.exitCode, done.text.split("\n")[0]]).toEqual([0, "Nothing to do: everybody in the roster has a copy."]);
  expect((await placeAndReport(orderOf([ann]))).text).not.toContain("Handing out");
});

test("those who are complete afterwards are counted", async () => {
  const students = [{ ...ann }, { ...bob }];
  const { terminal, document, text } = recording([]);
  const { steps } = terminal;
  terminal.steps = (doing, total, work) => {
    Object.assign(students[0] ?? {}, placed);
    return steps(doing, total, work);
  };
  const command = handoutCommand({ asked: asked({}), terminal, stop: never });
  for (const act of command.actions(orderOf(students, "git.example.com")).slice(1)) await act();
  expect(text().split("\n").slice(0, 2)).toEqual(["Handing out on git.example.com: 2 ...", "✔ Handed out to 1 student in o"]);
  expect([command.exitCode(), document()]).toMatchObject([0, { status: "handed out" }]);
});

test("a failure on GitHub leaves it unfinished, Ctrl-C says what stays, and a bug stays a bug", async () => {
  const order = orderOf([bob], "github.com");
  const goOn = "Run the same command again to go on.";
  await expect(placeAndReport(order, { result: new UserError("GitHub is away.") })).rejects.toMatchObject({ message: `GitHub is away. ${goOn}`, exitCode: 3 });
  await expect(placeAndReport(order, { result: stopped(), stop: AbortSignal.abort() })).rejects.toMatchObject({ message: `Stopped. What was handed out stays. ${goOn}`, exitCode: 130 });
  const bug = new TypeError("broken");
  await expect(placeAndReport(order, { result: bug })).rejects.toBe(bug);
});

test("a dry run only reports, and a run reads the class first", async () => {
  const { terminal, text } = recording();
  const { directory } = handedOut([ann]);
  const command = handoutCommand({ asked: asked({ directory, dryRun: true, org: "o" }), terminal: { ...terminal, asks: true }, stop: never });
  const actions = command.actions(await command.prompts());
  for (const act of actions) await act();
  expect([actions.length, command.exitCode(), command.description]).toEqual([1, 0, "Hands out an assignment"]);
  expect(text().split("\n").slice(0, 2)).toEqual(["Reading the class ...", "Would hand out to 1 student, 0 of them new:"]);
});

test.each<[string, Flags]>([
  ["--yes", { yes: true, org: "o" }],
  ["no organisation", {}],
])("with %s, nobody is asked", async (_, flags) => {
  const { directory } = handedOut([ann]);
  const { terminal } = recording();
  const command = handoutCommand({ asked: asked({ directory, ...flags }), terminal: { ...terminal, asks: true }, stop: never });
  expect((await command.prompts()).active.map(({ key }) => key)).toEqual(["ann"]);
});

test("a complete class asks nobody either", async () => {
  const { directory } = handedOut([{ ...ann, ...placed }], { more: { org: "o", server: github } });
  const { terminal } = recording();
  const command = handoutCommand({ asked: asked({ directory }), terminal: { ...terminal, asks: true }, stop: never });
  expect((await command.prompts()).known.org).toBe("o");
});

/** Asks before a handout to these students, and types. */
async function asking(students: object[], typed: string): Promise<unknown> {
  const { directory } = handedOut(students, { more: { org: "o", server: github } });
  const { terminal } = recording();
  const command = handoutCommand({ asked: asked({ directory }), terminal: { ...terminal, asks: true }, stop: never });
  const order = command.prompts();
  await Promise.race([keyboard.until("(Y/n)"), order]); // An order that fails asks nothing.
  keyboard.keys.write(typed);
  return order;
}

test("in a terminal, what is created and who is invited is agreed on first", async () => {
  expect(await asking([bob], "\r")).toMatchObject({ folder: expect.stringMatching(/week-3$/) as string });
  expect(keyboard.shown()).toContain("? Create 1 private repository in o, and send 0 invitations? (Y/n)");
});

test("who does not agree stops the handout before anything is written", async () => {
  const cleo = { key: "cleo", members: [{ name: "Cleo", username: "cleo" }], created: true };
  await expect(asking([cleo], "n\r")).rejects.toMatchObject({ message: "Stopped. Nothing was written.", exitCode: 130 });
  expect(keyboard.shown()).toContain("? Create 0 private repositories in o, and send 1 invitation? (Y/n)");
});
