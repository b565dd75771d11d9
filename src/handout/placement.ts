// Placement: each student's repository on GitHub, created, filled and shared, step by step so that a run can go on.
import type { Connection } from "../github/client.ts";
import type { Pace } from "../github/pace.ts";
import { branchesOf, remotely, urlOf, type Way } from "../github/push.ts";
import { addressOf, findRepo, invite, makeRepo, TakenError, type RepoName } from "../github/repos.ts";
import type { Class, Student } from "../roster/class-file.ts";
import { UserError } from "../user-error.ts";
import { contains, type Store } from "./store.ts";

/** The branch that students work on. */
export const mainBranch = "main";

export interface Placement {
  connection: Connection;
  /** Whose token it is. */
  login: string;
  store: Store;
  /** What each student gets: key -> commit. */
  tips: Map<string, string>;
  known: Class;
  description: string;
  pace: Pace;
  /** Called after each step, so that the next run knows of it. */
  save: () => void;
}

/** What is left to do for a student. */
export function isPlaced({ repo, pushed, invited = [], members }: Student): boolean {
  const all = members.flatMap(({ username }) => username ?? []);
  return repo !== undefined && pushed !== undefined && all.every((name) => invited.includes(name));
}

/**
 * Creates, fills and shares the repository of a student, as far as that was not done before.
 * @returns a sentence for each person who could not be invited, and for a repository that is somebody else's
 * @throws UserError if GitHub refuses everybody, such as for a token without rights
 */
export async function place(placement: Placement, student: Student): Promise<string[]> {
  try {
    await fill(placement, student);
  } catch (error) {
    if (error instanceof TakenError) return [error.message];
    throw error;
  }
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
    const made = await pace.creating(() => makeRepo(connection, repo)).catch((error: unknown) => adopt(error));
    if (made === undefined && (await isFilled(placement, student, way))) student.pushed = tips.get(student.key);
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

/** Whether the repository holds the assignment; throws TakenError if it holds something else, or all can read it. */
async function isFilled(placement: Placement, { key }: Student, way: Way): Promise<boolean> {
  const { connection, store, known, pace } = placement;
  const { host } = connection;
  const found = await pace.asking(() => findRepo(connection, way.to));
  if (found?.private === false)
    throw new TakenError(`${addressOf(host, way.to)} is there already, and public.`, "Delete it there, or hide it.");
  const main = (await branchesOf(way)).get(mainBranch);
  if (main === undefined) return false;
  const seen = `refs/seen/${key}`;
  const options = ["--quiet", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules"];
  await remotely(way, ["--git-dir=.", "fetch", ...options, urlOf(way), `+${main}:${seen}`]);
  const ours = await contains(store, seen, known.root);
  await store.git(["update-ref", "-d", seen]);
  if (ours) return true;
  throw new TakenError(
    `${addressOf(host, way.to)} is there already, and is another repo.`,
    "Rename or delete it there, and hand out again.",
  );
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

/** @throws UserError for a student without a repository */
export function nameOf({ key, repo }: Student): RepoName {
  const [owner, name] = repo?.split("/") ?? [];
  if (owner !== undefined && name !== undefined) return { owner, name };
  throw new UserError(`${key} has no repository.`, "Hand it out with --org.");
}
