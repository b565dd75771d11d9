// Repository state: reads an existing repository, and adds a commit to it.
import { realpathSync } from "node:fs";
import { anonymous, missing, missingError } from "../system/fixes.ts";
import { quote } from "../shell.ts";
import { shown } from "../shown.ts";
import { UserError } from "../user-error.ts";
import { unknownOf } from "./first-commit.ts";
import { answer, git, lookAtGit, tail } from "./git-run.ts";
import { patiently, type Tell } from "./git-wait.ts";
import { openRepo, originOf } from "./open-repo.ts";
import { refusedRepo, repoOnDisk, workTreeOf } from "./repo-around.ts";

export interface RepoState {
  branch: string;
  head: string;
  origin?: string;
}

/**
 * Reads the repository of a folder.
 * @throws UserError if it cannot be pushed as it is; the message says what to do
 */
export async function lookAtRepo(folder: string, stop: AbortSignal): Promise<RepoState> {
  const found = await lookAtGit(folder, stop);
  stop.throwIfAborted();
  if (found === undefined) throw missingError(missing("git"));
  if (found.problem !== undefined) throw new UserError(`Git does not work here. It said: ${found.problem}`);
  const workTree = await workTreeOf(folder).catch((error: unknown) => Promise.reject(noWorkTree(folder, error)));
  if (realpathSync(workTree) !== realpathSync(folder))
    throw new UserError(`This folder is part of the Git repo ${workTree}.`, "Publish that one.");
  const repo = openRepo(folder, stop);
  const head = await answer(repo.revparse(["--verify", "HEAD"]));
  if (head === undefined)
    throw new UserError("There is no commit yet.", `Run git add --all and git commit --message "First commit".`);
  const { current, detached, files } = await repo.status(["--untracked-files=normal"]);
  if (detached || current === null) throw new UserError("No branch is checked out.", "Run git switch main.");
  refuseChanges(files.map(({ path }) => path));
  return { branch: current, head, origin: await originOf(repo) };
}

function noWorkTree(folder: string, error: unknown): UserError {
  const refused = refusedRepo(String(error));
  if (refused !== undefined) {
    return new UserError(
      `Git does not trust the repo ${refused}: another user owns it, or it is bare.`,
      `If you trust it, run git config --global --add safe.directory ${quote(refused)}`,
    );
  }
  if (repoOnDisk(folder) !== undefined)
    return new UserError(`Git cannot use the repo around this folder. It said: ${tail(error)}`);
  return new UserError(
    "This folder is not a Git repo yet.",
    `Run git init, git add --all and git commit --message "First commit".`,
  );
}

/** @throws UserError if Git does not know who the user is */
export async function checkUser(folder: string): Promise<void> {
  const unknown = await unknownOf(folder);
  if (unknown !== undefined) throw missingError(anonymous(unknown));
}

/** The files that Git tracks, among some. */
export async function trackedOf(folder: string, paths: string[]): Promise<string[]> {
  if (paths.length === 0) return [];
  const listed = await openRepo(folder).raw("ls-files", "-z", "--", ...paths.map((path) => `:(top,literal)${path}`));
  return listed.split("\0").filter((path) => path !== "");
}

interface Commit {
  folder: string;
  paths: string[];
  message: string;
  stop: AbortSignal;
  tell: Tell;
}

/**
 * Commits some files as they are on disk, and nothing else.
 * @throws UserError with the output of Git or a hook; the index is then unchanged
 */
export async function commitFiles({ folder, paths, message, stop, tell }: Commit): Promise<void> {
  const words = ["commit", "--quiet", "--message", message, "--", ...paths.map((path) => `:(top,literal)${path}`)];
  try {
    await patiently((env) => git(folder, words, { env, stop }), tell);
  } catch (error) {
    stop.throwIfAborted();
    throw new UserError(`Git did not make the commit "${message}". It said: ${tail(error)}`);
  }
}

/** Uncommitted changes would not be published, which would surprise a beginner. */
function refuseChanges(changes: string[]): void {
  if (changes.length === 0) return;
  const first = changes.slice(0, 3).map((path) => shown(path)).join(", ");
  const more = changes.length > 3 ? ` and ${changes.length - 3} more` : "";
  throw new UserError(
    `Not everything is committed: ${first}${more}.`,
    `Run git add --all and git commit --message "What you did", and publish again.`,
  );
}

/** Whether a commit is the newest one or one of its ancestors. */
export async function isBehind(folder: string, commit: string): Promise<boolean> {
  return (await answer(openRepo(folder).raw("merge-base", "HEAD", commit))) === commit;
}
