// Outcome of `create`: results of the steps that may fail without undoing the rest.
import type { InstallOutcome } from "../../disk/install.ts";
import type { Swept } from "../../disk/sweep.ts";
import type { GitOutcome } from "../../git/first-commit.ts";
import type { GitHubOutcome } from "../../github/publication.ts";
import { exitCodes, type ExitCode } from "../../user-error.ts";

export interface Outcome {
  git: GitOutcome;
  install: InstallOutcome;
  github: GitHubOutcome;
  /** Whether a repository was requested explicitly; failing to create it is then an error. */
  gitAsked: boolean;
  leftovers: Swept;
}

export function nothingYet(): Outcome {
  const skipped = { status: "skipped" } as const;
  return { git: skipped, install: skipped, github: skipped, gitAsked: false, leftovers: { removed: [], left: [] } };
}

/** The project exists in any case; 3 says that a requested step failed. */
export function codeFor({ git, install, github, gitAsked }: Outcome): ExitCode {
  const open = ["failed", "stopped", "waiting", ...(gitAsked ? ["missing", "anonymous", "inside"] : [])];
  return [git, install, github].some(({ status }) => open.includes(status)) ? exitCodes.unfinished : exitCodes.done;
}
