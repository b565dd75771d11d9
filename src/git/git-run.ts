// Git as a program: how it is started, and what its answers and failures are.
import { simpleGit, type SimpleGit } from "simple-git";
import { branch } from "./git-branch.ts";
import { gitEnvironment, trusted } from "./git-environment.ts";

/** Settings that must not follow us into a folder that is about to be renamed, one against guessing who the user is, and our branch. */
const settings = [
  "core.fsmonitor=false",
  "core.untrackedCache=false",
  // Tidies up in the background; there is nothing to tidy yet.
  "gc.auto=0",
  "maintenance.auto=false",
  "user.useConfigOnly=true",
  `init.defaultBranch=${branch}`,
];

/** What a look at Git found: its version, or why it does not work; undefined where there is no such program. */
export type Found = { version: string; problem?: never } | { problem: string };

/** Looks whether Git is there and works. Broken settings make it fail at every command. */
export async function lookAtGit(folder: string, stop?: AbortSignal): Promise<Found | undefined> {
  try {
    return { version: (await git(folder, stop).raw("--version")).trim().replace(/^git version /, "") };
  } catch (error) {
    return /spawn git ENOENT/.test(String(error)) ? undefined : { problem: tail(error) };
  }
}

/** What Git printed; undefined where it printed nothing or failed, which is an answer to a question. */
export async function answer(question: PromiseLike<string>): Promise<string | undefined> {
  try {
    return (await question).trim() || undefined;
  } catch {
    return undefined;
  }
}

/** A Git that runs in a folder, with the user's own settings. */
export function git(baseDir: string, abort?: AbortSignal, env: Record<string, string> = gitEnvironment()): SimpleGit {
  const options = { baseDir, abort, config: settings, unsafe: trusted, allowEnvironment: Object.keys(env), timeout: { block: 120_000 } };
  return simpleGit({ ...options, errors: failure }).env(env);
}

/** By itself simple-git takes a Git that fails without a word, as with a silent hook, for one that succeeded. */
function failure(error: Buffer | Error | undefined, { exitCode, stdErr }: { exitCode: number; stdErr: Buffer[] }): Buffer | Error | undefined {
  if (error !== undefined || exitCode === 0) return error;
  const said = Buffer.concat(stdErr);
  return said.length > 0 ? said : Buffer.from(`Git ended with exit code ${exitCode}, and said nothing.`);
}

/** The last lines of what Git or a hook said. */
export function tail(error: unknown): string {
  const said = error instanceof Error ? error.message : String(error);
  return said.trim().split("\n").slice(-10).join("\n");
}
