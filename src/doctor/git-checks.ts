// Git checks: whether Git works, and whether it knows the user's name and address.
import { anonymous, missing } from "../system/fixes.ts";
import { unknownOf } from "../git/first-commit.ts";
import { lookAtGit } from "../git/git-run.ts";
import { fine, failed, type Check } from "./check.ts";

export const gitCheck: Check = {
  id: "git", title: "Git", limit: 15_000,
  look: async ({ folder }, signal) => {
    const found = await lookAtGit(folder, signal);
    if (found === undefined) return failed(missing("git"));
    if (found.problem === undefined) return fine(`Git ${found.version}`);
    return failed({
      problem: `Git does not work here. It said: ${found.problem.replaceAll("\n", " ").replace(/\.$/, "")}`,
      advice: "Fix what it names.",
      commands: [],
    });
  },
};

/** Settings can depend on the folder, so Git is asked in this one. */
export const identityCheck: Check = {
  id: "identity", title: "Git", limit: 15_000,
  look: async ({ folder }, signal) => {
    const found = await lookAtGit(folder, signal);
    if (found === undefined || found.problem !== undefined) return undefined;
    const unknown = await unknownOf(folder, signal);
    return unknown === undefined ? fine("Git knows who you are") : failed(anonymous(unknown));
  },
};
