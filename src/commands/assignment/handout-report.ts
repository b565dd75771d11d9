// Report of `assignment handout`: who gets what, what it takes, and what was done.
import { join } from "node:path";
import { commandToType } from "../../invocation.ts";
import { limitsOf, timeFor } from "../../github/pace.ts";
import { overNote } from "../../handout/deadlines.ts";
import { isPlaced } from "../../handout/placement.ts";
import { storeFolder } from "../../handout/store.ts";
import { timeText } from "../../progress.ts";
import { peopleOf, type Student } from "../../roster/class-file.ts";
import { quote } from "../../shell.ts";
import { counted, unquoted } from "../../shown.ts";
import type { Terminal } from "../../terminal.ts";
import { nameOf } from "../next-steps.ts";
import type { HandoutOrder } from "./handout-order.ts";

export interface HandedOut {
  branches: string[];
  /** How many students were reached on GitHub by this run. */
  placed: number;
  problems: string[];
}

/** Milliseconds for a push, roughly. */
const aPush = 2_000;

/** How many requests are left that create something. */
export function callsFor({ active }: HandoutOrder): { repos: number; invitations: number } {
  const repos = active.filter(({ created }) => created !== true).length;
  return { repos, invitations: active.flatMap(uninvited).length };
}

function uninvited({ members, invited = [] }: Student): string[] {
  return members.flatMap(({ username }) => username ?? []).filter((name) => !invited.includes(name));
}

export function reportHandoutPlan(order: HandoutOrder, terminal: Terminal): void {
  const { active, enrolment, github, folder } = order;
  const { repos, invitations } = callsFor(order);
  terminal.document({ ...documentOf(order), status: "planned", repos, invitations });
  terminal.say(`Would hand out to ${countedPeople(active)}, ${enrolment.added.length} of them new:\n`);
  terminal.say(active.map((student) => `  ${lineOf(student)}`).join("\n"));
  sayMissing(enrolment.missing, terminal);
  for (const note of notesOn(order, enrolment.added.length)) terminal.note(note);
  terminal.say(`\nWould write the store ${nameOf(join(folder, storeFolder))}`);
  if (github !== undefined) {
    const time = timeText(timeFor(repos + invitations, limitsOf(github.connection.host)) + repos * aPush);
    const calls = `${counted(repos, "repository")} to create and fill, ${counted(invitations, "invitation")}`;
    terminal.say(`On ${github.connection.host.name}: ${calls}, about ${time}`);
  }
  terminal.say("\nThis was a dry run: nothing was done.");
}

export function reportHandout(order: HandoutOrder, done: HandedOut, terminal: Terminal): void {
  const { known, enrolment, github, folder } = order;
  const { branches, placed, problems } = done;
  const unchanged = branches.length === 0 && placed === 0 && problems.length === 0;
  const status = problems.length > 0 ? "unfinished" : unchanged ? "unchanged" : "handed out";
  terminal.document({ ...documentOf(order), status, added: branches, problems });
  const store = nameOf(join(folder, storeFolder));
  const added = known.students.filter(({ key }) => branches.includes(key));
  if (branches.length > 0) terminal.done(`Added ${countedPeople(added)} to ${store}`);
  for (const note of notesOn(order, branches.length)) terminal.note(note);
  if (placed > 0) terminal.done(`Handed out to ${counted(placed, "student")} in ${known.org}`);
  for (const problem of problems) terminal.missing(problem);
  sayMissing(enrolment.missing, terminal);
  if (unchanged) terminal.say("Nothing to do: everybody in the roster has a copy.");
  const next = commandToType(["assignment", "collect", quote(nameOf(folder))]);
  if (github !== undefined) return terminal.say(`\nAfter the deadline: ${next}`);
  const key = branches[0] ?? known.students[0]?.key ?? "";
  const copy = quote(nameOf(join(folder, "..", key)));
  terminal.say("\nTo hand them out in another way than --org, for each student one of:\n");
  terminal.commands([
    `git --git-dir=${quote(store)} push <address of an empty repo> ${key}:main`,
    `git clone --single-branch --branch ${key} ${quote(store)} ${copy}`,
  ]);
}

/** "4 students", or "4 students, who share 3 copies". */
function countedPeople(students: Student[]): string {
  const people = counted(students.flatMap(({ members }) => members).length, "student");
  const shares = students.some(({ members }) => members.length > 1);
  return shares ? `${people}, who share ${counted(students.length, "copy")}` : people;
}

function notesOn({ folder, due, known, needsProof, hasNewStarter }: HandoutOrder, added: number): string[] {
  const command = (word: string) => commandToType(["assignment", word, quote(nameOf(folder))]);
  const first = "New students get the starter as it was handed out first";
  const sent = known.org !== undefined;
  const changed = sent ? `. To send what changed: ${command("update")}` : ", without what has changed since";
  return [
    ...(needsProof ? [`Nothing shows yet that starter, solution and checks fit: ${command("prove")}`] : []),
    ...(hasNewStarter && added > 0 ? [first + changed] : []),
    ...overNote(due),
  ];
}

function sayMissing(missing: Student[], terminal: Terminal): void {
  if (missing.length === 0) return;
  const keys = missing.slice(0, 10).map(({ key }) => key).join(", ");
  terminal.note(`Not in the roster any more, and kept: ${keys}${missing.length > 10 ? " and others" : ""}`);
}

function lineOf(student: Student): string {
  const { key, repo } = student;
  const people = peopleOf(student, (name) => unquoted(name, 60));
  if (repo === undefined) return `${key}  ${people}`;
  const left = uninvited(student).map((name) => `invites ${name}`);
  return [key, people, repo, ...left, ...(isPlaced(student) ? ["done"] : [])].join("  ");
}

function documentOf({ folder, known, enrolment }: HandoutOrder): object {
  const students = known.students.map(({ key, repo, pushed, invited }) => ({ key, repo, pushed, invited }));
  const missing = enrolment.missing.map(({ key }) => key);
  return { format: 1, directory: folder, root: known.root, org: known.org, students, missing };
}
