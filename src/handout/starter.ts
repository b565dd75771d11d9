// Starter: the newest commit of the starter's repository, in which nothing is left to commit.
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { answer, git } from "../git/git-run.ts";
import { quote } from "../shell.ts";
import { shown } from "../shown.ts";
import { UserError } from "../user-error.ts";

export const starterFolder = "starter";

/**
 * The commit that students get.
 * @throws UserError if there is none, or files have changed since
 */
export async function starterCommit(folder: string, stop: AbortSignal): Promise<string> {
  const starter = starterIn(folder);
  const own = existsSync(join(starter, ".git"));
  const head = own ? await answer(git(starter, ["rev-parse", "--verify", "HEAD"], { stop })) : undefined;
  stop.throwIfAborted();
  const steps = `git ${own ? "" : "init, git "}add --all and git commit --message "First commit"`;
  if (head === undefined) throw new UserError("The starter has no commit yet.", `In ${quote(starter)} run ${steps}.`);
  const changed = await git(starter, ["status", "--porcelain", "--untracked-files=normal"], { stop });
  if (changed === "") return head;
  const [first = ""] = changed.split("\n");
  throw new UserError(
    `The starter has changes that are not committed: ${shown(first.slice(3))}.`,
    `In ${quote(starter)} run git add --all and git commit --message "What changed".`,
  );
}

/** @throws UserError if there is no such folder */
function starterIn(folder: string): string {
  const starter = join(folder, starterFolder);
  if (statSync(starter, { throwIfNoEntry: false })?.isDirectory() === true) return starter;
  throw new UserError(`${shown(folder, 400)} has no folder ${starterFolder}.`, "Restore it from a copy.");
}

/**
 * The folder of a starter that was handed out before.
 * @throws UserError if it is gone, or no repository any more
 */
export function repoOfStarter(folder: string): string {
  const starter = starterIn(folder);
  if (existsSync(join(starter, ".git"))) return starter;
  throw new UserError(`The starter in ${shown(folder, 400)} has no .git any more.`, "Restore it from a copy.");
}

/** Whether the starter's files differ from the commit that was handed out first, or that commit is gone. */
export async function hasChanged(folder: string, root: string, stop: AbortSignal): Promise<boolean> {
  const changes = git(join(folder, starterFolder), ["diff", "--name-only", root, "--"], { stop });
  return (await changes.catch(() => root)) !== "";
}
