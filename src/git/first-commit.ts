// First commit: the user's settings hold, and nothing is invented.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { SimpleGit } from "simple-git";
import { anonymous, identityKeys, missing, type IdentityKey } from "../system/fixes.ts";
import { branch } from "./git-branch.ts";
import { gitEnvironment, withSettings } from "./git-environment.ts";
import { answer, git, lookAtGit, tail } from "./git-run.ts";
import { patiently, type Tell } from "./git-wait.ts";
import { repoAround } from "./repo-around.ts";
import { settingsAt, type Place } from "./settings-at.ts";

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
  /** Where the staged folder goes. */
  place: Place;
  /** Where the folder is a repo already: its branch, which takes the commit. */
  branch?: string;
  /** Ends Git at once. */
  stop: AbortSignal;
  tell: Tell;
}

/** Makes a folder a repo with all of its files in a first commit. Only when that fails is Git asked what is missing. */
export async function firstCommit({ project, files, place, branch: own, stop, tell }: First): Promise<GitOutcome> {
  const workTree = own === undefined ? await repoAround(place.here) : undefined;
  if (workTree !== undefined) return { status: "inside", workTree };
  const settings = withSettings(gitEnvironment(), await settingsAt(place));
  try {
    await patiently(async (env) => {
      const repo = git(project, stop, env);
      if (own === undefined) await initialise(project, repo);
      await addAll(repo, files);
      await repo.raw("commit", "--message", message);
    }, tell, settings);
    return { status: "committed", branch: own ?? branch };
  } catch (error) {
    stop.throwIfAborted();
    return whyNot(project, tail(error), stop);
  }
}

async function whyNot(project: string, problem: string, stop: AbortSignal): Promise<GitOutcome> {
  const byHand = [...(existsSync(join(project, ".git")) ? [] : initialiseByHand), ...commitByHand];
  const found = await lookAtGit(project, stop);
  stop.throwIfAborted();
  if (found === undefined) return { status: "missing", finish: [...missing("git").commands, ...byHand] };
  const unknown = found.problem === undefined ? await unknownOf(project, stop) : undefined;
  stop.throwIfAborted();
  if (unknown === undefined || unknown.length === 0) return { status: "failed", problem, finish: byHand };
  return { status: "anonymous", finish: [...anonymous(unknown).commands, ...commitByHand] };
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
