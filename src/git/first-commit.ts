// First commit: made with the user's own Git settings.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { anonymous, identityKeys, missing, type IdentityKey } from "../system/fixes.ts";
import { answer, branch, git, lookAtGit, tail } from "./git-run.ts";
import { gitEnvironment, withSettings } from "./git-environment.ts";
import { patiently, type Tell } from "./git-wait.ts";
import { repoAround } from "./repo-around.ts";
import { settingsAt, type Place } from "./settings-at.ts";

/** The outcome. `finish` lists the commands that are left to type. */
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

/** The settings that Git needs before it can commit in a folder; undefined if it has them. Git may still refuse. */
export async function unknownOf(folder: string, stop?: AbortSignal): Promise<IdentityKey[] | undefined> {
  const answers = (questions: string[][]) =>
    Promise.all(questions.map((question) => answer(git(folder, question, { stop }))));
  const idents = await answers([["var", "GIT_AUTHOR_IDENT"], ["var", "GIT_COMMITTER_IDENT"]]);
  if (idents.every((ident) => ident !== undefined)) return undefined;
  const set = await answers(identityKeys.map((key) => ["config", "--get", key]));
  return identityKeys.filter((_, index) => set[index] === undefined);
}

interface First {
  project: string;
  files: string[];
  /** Resolves when the files are in the folder. */
  written: Promise<void>;
  place: Place;
  branch?: string;
  /** Its time; by default now. */
  moment?: string;
  stop: AbortSignal;
  tell: Tell;
}

/** Turns a folder into a repository with all files in a first commit. Only if it fails is Git asked what is missing. */
export async function firstCommit(first: First): Promise<GitOutcome> {
  const { project, files, written, place, branch: own, moment, stop, tell } = first;
  const around = own === undefined ? repoAround(place.here) : undefined;
  const [workTree, added] = await Promise.all([around, settingsAt(place)]);
  if (workTree !== undefined) return { status: "inside", workTree };
  const settings = withSettings({ ...gitEnvironment(), ...timesOf(moment) }, added);
  try {
    await patiently(async (env) => {
      const repo = (...args: string[]) => git(project, args, { env, stop });
      if (own === undefined) await initialise(project, repo);
      await written;
      // Named one by one, so that the user's global ignore list drops none.
      await repo("add", "--force", "--", ...files);
      await repo("commit", "--quiet", "--message", message); // Counting changed lines would take 6 ms.
    }, tell, settings);
    return { status: "committed", branch: own ?? branch };
  } catch (error) {
    stop.throwIfAborted();
    return whyNot(project, tail(error), stop);
  }
}

function timesOf(moment: string | undefined): Record<string, string> {
  return moment === undefined ? {} : { GIT_AUTHOR_DATE: moment, GIT_COMMITTER_DATE: moment };
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

/** Git before 2.28 ignores `init.defaultBranch`, so the branch is set again. */
async function initialise(project: string, repo: (...args: string[]) => Promise<string>): Promise<void> {
  await repo("init");
  const head = readFileSync(join(project, ".git", "HEAD"), "utf8");
  if (head.trim() !== `ref: refs/heads/${branch}`) await repo("symbolic-ref", "HEAD", `refs/heads/${branch}`);
}
