// Outcome of a `create`: how the steps came out that may fail without undoing the rest.
import type { InstallOutcome } from "../../disk/install.ts";
import type { Swept } from "../../disk/sweep.ts";
import type { GitOutcome } from "../../git/first-commit.ts";
import type { GitHubOutcome } from "../../github/publication.ts";
import { exitCodes, type ExitCode } from "../../user-error.ts";

/** How the steps that may fail without undoing the rest came out. */
export interface Outcome {
  git: GitOutcome;
  install: InstallOutcome;
  github: GitHubOutcome;
  /** Whether a repo was asked for by name: then one that could not be created is a failure. */
  gitAsked: boolean;
  /** What killed runs had left. */
  leftovers: Swept;
}

export function nothingYet(): Outcome {
  const skipped = { status: "skipped" } as const;
  return { git: skipped, install: skipped, github: skipped, gitAsked: false, leftovers: { removed: [], left: [] } };
}

/** The project is there in any case: 3 says that a step which was wanted did not succeed. */
export function codeFor({ git, install, github, gitAsked }: Outcome): ExitCode {
  const open = ["failed", "stopped", "waiting", ...(gitAsked ? ["missing", "anonymous", "inside"] : [])];
  return [git, install, github].some(({ status }) => open.includes(status)) ? exitCodes.unfinished : exitCodes.done;
}
