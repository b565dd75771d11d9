// Git run: runs a Git command in a folder, and interprets its output and failures.
import { run, type Answer, type RunOptions } from "../system/run.ts";
import { gitEnvironment } from "./git-environment.ts";

/** The branch of a first commit. */
export const branch = "main";

/** Settings that a folder about to be renamed needs, one that stops Git from guessing the user, and our branch. */
const settings = [
  "core.fsmonitor=false",
  "core.untrackedCache=false",
  // No background maintenance in a new repository.
  "gc.auto=0",
  "maintenance.auto=false",
  "user.useConfigOnly=true",
  `init.defaultBranch=${branch}`,
].flatMap((setting) => ["-c", setting]);

/**
 * The memory that Git keeps, in bytes. By its default glibc gives it back to the system after each file and takes it
 * again, which doubles the time of `git add`: https://man7.org/linux/man-pages/man3/mallopt.3.html
 */
export const keptMemory = { MALLOC_TRIM_THRESHOLD_: "33554432" };

/** A Git command that failed. The message is Git's output. */
export class GitError extends Error {
  readonly missing: boolean;
  /** Whether it was stopped because it printed nothing for two minutes. */
  readonly silent: boolean;

  constructor({ there, ended, exitCode, stderr, output }: Answer) {
    const said = stderr.trim() || output || `Git exited with code ${exitCode} and printed nothing.`;
    super(
      ended === "silent" ? "Git was silent for two minutes."
      : ended === "long" ? "Git printed more than can be kept."
      : said,
    );
    this.missing = !there;
    this.silent = ended === "silent";
  }
}

export interface GitOptions extends Pick<RunOptions, "encoding" | "heard"> {
  /** The complete environment; by default the user's, without variables that name another repository. */
  env?: Record<string, string>;
  input?: string;
  /** Exit codes that are an answer too. */
  answers?: number[];
  stop?: AbortSignal;
  limit?: number;
}

/**
 * Runs a Git command with the user's own settings.
 * @throws GitError if it fails
 */
export async function git(
  folder: string,
  args: string[],
  { env = gitEnvironment(), answers = [], ...options }: GitOptions = {},
): Promise<string> {
  const command = ["git", ...settings, ...args];
  const answer = await run(command, { cwd: folder, env: { ...keptMemory, ...env }, silence: 120_000, ...options });
  if (answer.succeeded || (answer.ended === undefined && answers.includes(answer.exitCode ?? 0))) return answer.stdout;
  throw new GitError(answer);
}

/** Git's output; undefined if it is empty or Git failed, which is an answer too. */
export async function answer(question: PromiseLike<string>): Promise<string | undefined> {
  try {
    return (await question).trim() || undefined;
  } catch {
    return undefined;
  }
}

/** The version of Git, or why it does not work; undefined if it is not installed. */
export type Found = { version: string; problem?: never } | { problem: string };

/** Tests whether Git works. Broken settings make every command fail. */
export async function lookAtGit(folder: string, stop?: AbortSignal): Promise<Found | undefined> {
  try {
    return { version: (await git(folder, ["--version"], { stop })).trim().replace(/^git version /, "") };
  } catch (error) {
    return error instanceof GitError && error.missing ? undefined : { problem: tail(error) };
  }
}

/** The last lines of the output of Git or a hook. */
export function tail(error: unknown): string {
  const said = error instanceof Error ? error.message : String(error);
  return said.trim().split("\n").slice(-10).join("\n");
}
