// GitHub check: the command `gh` and its login, which only publishing needs.
import { loggedOut, missing, type Fix } from "../system/fixes.ts";
import { fine, note, type Check, type Finding } from "./check.ts";
import { run } from "../system/run.ts";

export const githubCheck: Check = {
  id: "github", title: "gh", limit: 15_000,
  look: async (_, signal) => {
    const { there, succeeded, output } = await run(["gh", "auth", "status", "--hostname", "github.com"], {
      stop: signal,
    });
    return there ? logIn(succeeded, output) : optional(missing("gh"));
  },
};

/** Interprets `gh auth status`. It asks GitHub, so it also fails without a network. */
function logIn(succeeded: boolean, output: string): Finding {
  if (succeeded) return fine("gh is logged in to GitHub");
  if (/not logged in/i.test(output)) return optional(loggedOut);
  return optional(unsure);
}

const unsure: Fix = {
  problem: "gh has a login, but GitHub did not confirm it",
  advice: "Check the connection, or log in again.",
  commands: ["gh auth login"],
};

function optional(fix: Fix): Finding {
  return note({ ...fix, advice: `${fix.advice} Only publishing needs it; a token in GITHUB_TOKEN works too.` });
}
