// Git run: starts Git and interprets its output and failures.
import { simpleGit, type SimpleGit } from "simple-git";
import { branch } from "./git-branch.ts";
import { gitEnvironment, trusted } from "./git-environment.ts";

/** Settings that a folder about to be renamed needs, one that stops Git from guessing the user, and our branch. */
const settings = [
  "core.fsmonitor=false",
  "core.untrackedCache=false",
  // No background maintenance in a new repository.
  "gc.auto=0",
  "maintenance.auto=false",
  "user.useConfigOnly=true",
  `init.defaultBranch=${branch}`,
];

/** The version of Git, or why it does not work; undefined if it is not installed. */
export type Found = { version: string; problem?: never } | { problem: string };

/** Tests whether Git works. Broken settings make every command fail. */
export async function lookAtGit(folder: string, stop?: AbortSignal): Promise<Found | undefined> {
  try {
    return { version: (await git(folder, stop).raw("--version")).trim().replace(/^git version /, "") };
  } catch (error) {
    return /spawn git ENOENT/.test(String(error)) ? undefined : { problem: tail(error) };
  }
}

/** Git's output; undefined if it is empty or Git failed, which is an answer too. */
export async function answer(question: PromiseLike<string>): Promise<string | undefined> {
  try {
    return (await question).trim() || undefined;
  } catch {
    return undefined;
  }
}

/** Git in a folder, with the user's own settings. */
export function git(baseDir: string, abort?: AbortSignal, env: Record<string, string> = gitEnvironment()): SimpleGit {
  const options = { baseDir, abort, config: settings, unsafe: trusted, allowEnvironment: Object.keys(env), timeout: { block: 120_000 } };
  return simpleGit({ ...options, errors: failure }).env(env);
}

/** By default simple-git treats a Git that fails silently, for example because of a silent hook, as successful. */
function failure(error: Buffer | Error | undefined, { exitCode, stdErr }: { exitCode: number; stdErr: Buffer[] }): Buffer | Error | undefined {
  if (error !== undefined || exitCode === 0) return error;
  const said = Buffer.concat(stdErr);
  return said.length > 0 ? said : Buffer.from(`Git ended with exit code ${exitCode}, and said nothing.`);
}

/** The last lines of the output of Git or a hook. */
export function tail(error: unknown): string {
  const said = error instanceof Error ? error.message : String(error);
  return said.trim().split("\n").slice(-10).join("\n");
}
