// Handout report: what `assignment handout` says about each class, before and after it.
import { join } from "node:path";
import { expect, test } from "vitest";
import type { HandoutOrder } from "../../src/commands/assignment/handout-order.ts";
import { callsFor, reportHandout, reportHandoutPlan, type HandedOut } from "../../src/commands/assignment/handout-report.ts";
import type { Class, Student } from "../../src/roster/class-file.ts";
import { environmentForEach, told } from "../support/in-process.ts";
import { cleanEnvironment } from "../support/sandbox.ts";

environmentForEach(() => cleanEnvironment());

const root = "a".repeat(40);

interface Parts {
  active?: Student[];
  added?: Student[];
  missing?: Student[];
  /** The server with the repositories; none without one. */
  server?: string;
}

function orderOf({ active = [], added = [], missing = [], server }: Parts = {}): HandoutOrder {
  const students = [...active, ...missing];
  const known: Class = { format: 1, root, students, ...(server !== undefined && { org: "my-bootcamp" }) };
  const host = { api: "", server: server ?? "", name: (server ?? "").replace("https://", "") };
  const connection = { host, login: { token: "t", from: "gh" }, stop: new AbortController().signal, pause: 0 };
  const github = server === undefined ? undefined : { connection, login: "ann" };
  const seeds = { words: {}, rows: [], files: [] };
  return { folder: join(process.cwd(), "week-3"), title: "Week 3", known, active, enrolment: { students, added, missing }, seeds, needsProof: false, hasNewStarter: false, github };
}

function student(key: string, more: Partial<Student> = {}): Student {
  return { key, members: [{ name: `Dr. ${key}`, username: `gh-${key}` }], ...more };
}

const many = (count: number) => Array.from({ length: count }, (_, at) => student(`s${at + 1}`));
const plan = (order: HandoutOrder) => told((terminal) => reportHandoutPlan(order, terminal));
const report = (order: HandoutOrder, done: Partial<HandedOut> = {}) =>
  told((terminal) => reportHandout(order, { branches: [], placed: 0, problems: [], ...done }, terminal));

test("repositories that were not created and people who were not invited are what GitHub is asked for", () => {
  const active = [
    student("ann"),
    student("bob", { created: true, invited: ["gh-bob"] }),
    student("cleo", { created: false, invited: ["somebody"] }),
    student("dan", { members: [{ name: "Dan" }, { name: "Di", username: "di" }], created: true }),
  ];
  expect(callsFor(orderOf({ active }))).toEqual({ repos: 2, invitations: 3 });
});

test("students who share a copy are counted, and what nothing proves is told before anybody gets it", () => {
  const active = [student("ann"), student("team", { group: "Team", members: [{ name: "Bo" }, { name: "Cy" }] })];
  const note = "! Nothing shows yet that starter, solution and checks fit: npm start -- assignment prove week-3";
  const order = { ...orderOf({ active, added: active }), needsProof: true };
  expect(plan(order).text.split("\n").filter((line) => /^[W!]/.test(line))).toEqual(["Would hand out to 3 students, who share 2 copies, 2 of them new:", note, "Would write the store week-3/store.git"]);
  expect(report(order, { branches: ["ann", "team"] }).text).toContain(`✔ Added 3 students, who share 2 copies to week-3/store.git\n${note}\n`);
});

test("new students get the starter without what has changed since, which is told where somebody is new", () => {
  const active = [student("ann"), student("bob")];
  const order = { ...orderOf({ active, added: active.slice(1), server: "https://github.com" }), hasNewStarter: true };
  const note = "! New students get the starter as it was handed out first";
  const sent = `${note}. To send what changed: npm start -- assignment update week-3\n`;
  expect(report(order, { branches: ["bob"] }).text).toContain(sent);
  expect(plan(order).text).toContain(sent);
  expect(report(order).text).not.toContain(note);
  const alone = { ...orderOf({ active, added: active }), hasNewStarter: true };
  expect(report(alone, { branches: ["bob"] }).text).toContain(`${note}, without what has changed since\n`);
});

test("a deadline that is over is told when work is handed out", () => {
  const over = "! The deadline is over: 01/12/2001, 23:59:59\n";
  const order = orderOf({ active: [student("ann")] });
  expect(report({ ...order, due: "2001-12-01" }, { branches: ["ann"] }).text).toContain(over);
  expect(plan({ ...order, due: "2001-12-01" }).text).toContain(over);
  expect(report({ ...order, due: "2999-12-01" }, { branches: ["ann"] }).text).not.toContain("deadline is over");
});

test("the plan of a class without GitHub names each student and the store", () => {
  const order = orderOf({ active: [student("ann"), student("bob")], added: [student("bob")] });
  const { text, document } = plan(order);
  expect(text).toBe([
    "Would hand out to 2 students, 1 of them new:\n", "  ann  Dr. ann\n  bob  Dr. bob", "\nWould write the store week-3/store.git",
    "\nThis was a dry run: nothing was done.",
  ].join("\n"));
  expect(document).toEqual({
    format: 1, directory: order.folder, root, org: undefined, students: [
      { key: "ann", repo: undefined, pushed: undefined, invited: undefined }, { key: "bob", repo: undefined, pushed: undefined, invited: undefined },
    ],
    missing: [], status: "planned", repos: 2, invitations: 2,
  });
});

test("the plan says for each repository who is invited and what is done, and how long GitHub takes", () => {
  const repo = "my-bootcamp/week-3-ann";
  const active = [
    student("ann", { repo }),
    student("bob", { repo: "my-bootcamp/week-3-bob", created: true, pushed: root, invited: ["gh-bob"] }),
    student("team", { repo: "my-bootcamp/week-3-team", group: "The \u202Eteam", members: [{ name: "Cleo", username: "cleo" }, { name: "Dan" }, { name: "Eve", username: "eve" }], invited: ["eve"] }),
  ];
  const { text, document } = plan(orderOf({ active, server: "https://github.com" }));
  expect(text).toBe([
    "Would hand out to 5 students, who share 3 copies, 0 of them new:\n",
    [
      "  ann  Dr. ann  my-bootcamp/week-3-ann  invites gh-ann",
      "  bob  Dr. bob  my-bootcamp/week-3-bob  done",
      "  team  The \\u202Eteam (Cleo, Dan and Eve)  my-bootcamp/week-3-team  invites cleo",
    ].join("\n"),
    "\nWould write the store week-3/store.git", "On github.com: 2 repositories to create and fill, 2 invitations, about 7 s",
    "\nThis was a dry run: nothing was done.",
  ].join("\n"));
  expect(document).toMatchObject({ org: "my-bootcamp", status: "planned", repos: 2, invitations: 2, students: [{ key: "ann", repo }, { pushed: root, invited: ["gh-bob"] }, { key: "team" }] });
});

test("a server without limits takes the time of its pushes", () => {
  expect(plan(orderOf({ active: [student("ann")], server: "https://git.example.com" })).text).toContain("\nOn git.example.com: 1 repository to create and fill, 1 invitation, about 2 s\n");
});

test("a long name is shortened in the plan", () => {
  const long = "x".repeat(70);
  const active = [student("ann", { members: [{ name: long }] }), student("bob", { members: [{ name: "B" }], group: long })];
  expect(plan(orderOf({ active })).text).toContain(`  ann  ${"x".repeat(60)}…\n  bob  ${"x".repeat(60)}… (B)\n`);
});

test("up to ten people who left the roster are named, and more are not", () => {
  const keys = "s1, s2, s3, s4, s5, s6, s7, s8, s9, s10";
  const said = (missing: Student[]) => plan(orderOf({ missing })).text.split("\n").filter((line) => line.startsWith("!"));
  expect(said([])).toEqual([]);
  expect(said(many(1))).toEqual(["! Not in the roster any more, and kept: s1"]);
  expect(said(many(10))).toEqual([`! Not in the roster any more, and kept: ${keys}`]);
  expect(said(many(11))).toEqual([`! Not in the roster any more, and kept: ${keys} and others`]);
  expect(plan(orderOf({ missing: many(2) })).document).toMatchObject({ missing: ["s1", "s2"] });
});

test("after a handout without GitHub, the commands for one student are shown", () => {
  const order = orderOf({ active: [student("ann"), student("bob")] });
  const { text, document } = report(order, { branches: ["ann", "bob"] });
  expect(text).toBe([
    "✔ Added 2 students to week-3/store.git", "\nTo hand them out in another way than --org, for each student one of:\n",
    "  git --git-dir=week-3/store.git push <address of an empty repo> ann:main",
    "  git clone --single-branch --branch ann week-3/store.git ann",
  ].join("\n"));
  expect(document).toMatchObject({ format: 1, status: "handed out", directory: order.folder, root, added: ["ann", "bob"], problems: [], missing: [] });
});

test("commands are about the first new student and quote a folder with a space, and a class without students has no key", () => {
  const commands = (branches: string[]) => report({ ...orderOf(), folder: join(process.cwd(), "week 3/it") }, { branches }).text.split("\n").slice(-2);
  expect(commands(["eve", "zoe"])).toEqual([
    '  git --git-dir="week 3/it/store.git" push <address of an empty repo> eve:main',
    '  git clone --single-branch --branch eve "week 3/it/store.git" "week 3/eve"',
  ]);
  expect(commands([])[0]).toBe('  git --git-dir="week 3/it/store.git" push <address of an empty repo> :main');
});

test("after a handout on GitHub, the next command collects", () => {
  const { text, document } = report(orderOf({ active: [student("ann")], missing: many(1), server: "https://github.com" }), { branches: ["ann"], placed: 1 });
  expect(text).toBe([
    "✔ Added 1 student to week-3/store.git", "✔ Handed out to 1 student in my-bootcamp", "! Not in the roster any more, and kept: s1",
    "\nAfter the deadline: npm start -- assignment collect week-3",
  ].join("\n"));
  expect(document).toMatchObject({ status: "handed out", org: "my-bootcamp", missing: ["s1"] });
});

test("a class in which everybody has a copy is unchanged", () => {
  const { text, document } = report(orderOf({ active: [student("ann")], server: "https://github.com" }));
  expect(text).toBe("Nothing to do: everybody in the roster has a copy.\n\nAfter the deadline: npm start -- assignment collect week-3");
  expect(document).toMatchObject({ status: "unchanged", added: [] });
});

test.each<[string, Partial<HandedOut>, string[]]>([
  ["a problem alone", { problems: ["ann was not invited."] }, ["✘ ann was not invited."]],
  ["problems after a part", { branches: ["ann"], placed: 2, problems: ["One.", "Two."] }, ["✔ Added 1 student to week-3/store.git", "✔ Handed out to 2 students in my-bootcamp", "✘ One.", "✘ Two."]],
])("%s is reported as unfinished", (_, done, lines) => {
  const { text, document } = report(orderOf({ active: [student("ann")], server: "https://github.com" }), done);
  expect(text.split("\n").slice(0, -2)).toEqual(lines);
  expect(document).toMatchObject({ status: "unfinished", problems: done.problems });
});

test("a run that only reached students on GitHub handed out", () => {
  const { text, document } = report(orderOf({ server: "https://github.com" }), { placed: 3 });
  expect(text.split("\n")[0]).toBe("✔ Handed out to 3 students in my-bootcamp");
  expect(document).toMatchObject({ status: "handed out" });
});
