// The first commit. The user's settings hold, and nothing is invented.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { SimpleGit } from "simple-git";
import { anonymous, identityKeys, missing, type IdentityKey } from "../system/fixes.ts";
import { gitEnvironment } from "./git-environment.ts";
import { answer, branch, git, tail } from "./git-run.ts";

/** How the repo came out. `finish` lists the commands that are still to be typed, one each. */
export type GitOutcome =
  | { status: "committed"; branch: string }
  | { status: "skipped" }
  | { status: "inside"; workTree: string }
  | { status: "missing"; finish: string[] }
  | { status: "anonymous"; finish: string[] }
  | { status: "failed"; problem: string; finish: string[] };

const message = "First commit";
const initialiseByHand = ["git init", `git symbolic-ref HEAD refs/heads/${branch}`];
const commitByHand = ["git add --all", `git commit --message "${message}"`];

/** Git's version; undefined where it is not there. */
export async function gitVersion(folder: string, stop?: AbortSignal): Promise<string | undefined> {
  return (await answer(git(folder, stop).raw("--version")))?.replace(/^git version /, "");
}

/**
 * What Git would have to be told before a commit in a folder; undefined where it knows enough. With all of it told, it may
 * still refuse. All questions at once: each has a simple-git of its own, which lets what one is asked wait in a row.
 */
export async function unknownOf(folder: string, stop?: AbortSignal): Promise<IdentityKey[] | undefined> {
  const answers = (questions: string[][]) => Promise.all(questions.map((question) => answer(git(folder, stop).raw(...question))));
  const idents = await answers([["var", "GIT_AUTHOR_IDENT"], ["var", "GIT_COMMITTER_IDENT"]]);
  if (idents.every((ident) => ident !== undefined)) return undefined;
  const set = await answers(identityKeys.map((key) => ["config", "--get", key]));
  return identityKeys.filter((_, index) => set[index] === undefined);
}

/** What a first commit is made of. */
interface First {
  /** The staged folder. */
  project: string;
  /** All files in it, by their paths with forward slashes. */
  files: string[];
  /** The nearest folder that exists around the target. */
  around: string;
  /** Ends Git at once. */
  stop: AbortSignal;
}

/** Makes a repo of a folder, with all of its files in a first commit. Only when that fails is Git asked what it lacks. */
export async function firstCommit({ project, files, around, stop }: First): Promise<GitOutcome> {
  const repo = git(project, stop);
  const workTree = await workTreeAround(around);
  if (workTree !== undefined) return { status: "inside", workTree };
  try {
    await initialise(project, repo);
    await addAll(repo, files);
    await repo.raw("commit", "--message", message);
    return { status: "committed", branch };
  } catch (error) {
    stop.throwIfAborted();
    return whyNot(project, tail(error), stop);
  }
}

async function whyNot(project: string, problem: string, stop: AbortSignal): Promise<GitOutcome> {
  if ((await gitVersion(project, stop)) === undefined) {
    return { status: "missing", finish: [...missing("git").commands, ...initialiseByHand, ...commitByHand] };
  }
  const unknown = await unknownOf(project, stop);
  stop.throwIfAborted();
  if (unknown === undefined) return { status: "failed", problem, finish: commitByHand };
  return { status: "anonymous", finish: [...anonymous(unknown).commands, ...commitByHand] };
}

/** The work tree that a folder lies in. One that Git distrusts for its owner is one all the same. */
export async function workTreeAround(folder: string): Promise<string | undefined> {
  try {
    return (await git(folder).env({ ...gitEnvironment(), LC_ALL: "C" }).raw("rev-parse", "--show-toplevel")).trim();
  } catch (error) {
    return /dubious ownership in repository at '(.*)'/.exec(String(error))?.[1];
  }
}

/** Git before 2.28 does not know `init.defaultBranch`, and has to be told once more. */
async function initialise(project: string, repo: SimpleGit): Promise<void> {
  await repo.init();
  const head = readFileSync(join(project, ".git", "HEAD"), "utf8");
  if (head.trim() !== `ref: refs/heads/${branch}`) await repo.raw("symbolic-ref", "HEAD", `refs/heads/${branch}`);
}

/**
 * Named one by one: a user's global ignore list must not drop files in silence. Git talks while it works, here and in the
 * commit: simple-git waits 50 ms more for one that said nothing.
 */
async function addAll(repo: SimpleGit, files: string[]): Promise<void> {
  await repo.raw("add", "--verbose", "--force", "--", ...files);
}
