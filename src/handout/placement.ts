// Placement: each student's repository on GitHub, created, filled and shared, step by step so that a run can go on.
import { remotely, urlOf, type Way } from "../github/push.ts";
import { addressOf, invite, makeRepo, TakenError } from "../github/repos.ts";
import type { Student } from "../roster/class-file.ts";
import { mainBranch, nameOf } from "./students-repo.ts";
import { takeOver, type TakeOver } from "./take-over.ts";

export interface Placement extends TakeOver {
  login: string;
  description: string;
}

/** What is left to do for a student. */
export function isPlaced({ repo, pushed, invited = [], members }: Student): boolean {
  const all = members.flatMap(({ username }) => username ?? []);
  return repo !== undefined && pushed !== undefined && all.every((name) => invited.includes(name));
}

/**
 * Creates, fills and shares the repository of a student, as far as that was not done before.
 * @returns a sentence for each person who could not be invited
 * @throws TakenError for a repository that is somebody else's, and UserError if GitHub refuses
 */
export async function place(placement: Placement, student: Student): Promise<string[]> {
  await fill(placement, student);
  const problems: string[] = [];
  for (const { name, username } of student.members) {
    const problem = username === undefined ? nameless(name, student) : await share(placement, student, username);
    if (problem !== undefined) problems.push(problem);
  }
  return problems;
}

async function fill(placement: Placement, student: Student): Promise<void> {
  const { connection, login, store, tips, description, pace, save } = placement;
  const to = nameOf(student);
  const way: Way = { folder: store.path, to, connection };
  if (student.created !== true) {
    const repo = { ...to, login, description, private: true, flag: "--org" as const };
    const wasBegun = student.begun === true;
    student.begun = true;
    save();
    const made = await pace.creating(() => makeRepo(connection, repo)).catch((error: unknown) => adopt(error));
    if (made?.private === false) throw new TakenError(`${addressOf(connection.host, to)} is public.`, "Hide it there.");
    if (made === undefined) await takeOver(placement, student, { way, wasBegun });
    delete student.begun;
    student.created = true;
    save();
  }
  if (student.pushed !== undefined) return;
  const tip = tips.get(student.key) ?? "";
  await remotely(way, ["--git-dir=.", "push", "--quiet", urlOf(way), `${tip}:refs/heads/${mainBranch}`]);
  student.pushed = tip;
  save();
}

/** A name that is taken may be taken by an interrupted run of ours. */
function adopt(error: unknown): undefined {
  if (!(error instanceof TakenError)) throw error;
}

async function share(placement: Placement, student: Student, username: string): Promise<string | undefined> {
  const { connection, pace, save } = placement;
  student.invited ??= [];
  if (student.invited.includes(username)) return undefined;
  const problem = await pace.creating(() => invite(connection, nameOf(student), username));
  if (problem !== undefined) return problem;
  student.invited.push(username);
  save();
  return undefined;
}

function nameless(name: string, { repo = "" }: Student): string {
  return `${name} has no GitHub username in the roster, and was not invited to ${repo}.`;
}
