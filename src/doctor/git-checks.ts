// Git, and whether it knows who the user is.
import { anonymous, missing } from "../system/fixes.ts";
import { gitVersion, unknownOf } from "../git/first-commit.ts";
import { fine, lacks, type Check } from "./check.ts";

export const gitCheck: Check = {
  id: "git", title: "Git", limit: 15_000,
  look: async ({ folder }, signal) => {
    const version = await gitVersion(folder, signal);
    return version === undefined ? lacks(missing("git")) : fine(`Git ${version}`);
  },
};

/** Settings may hold for one place only: what counts is what Git knows here. */
export const identityCheck: Check = {
  id: "identity", title: "Git", limit: 15_000,
  look: async ({ folder }, signal) => {
    if ((await gitVersion(folder, signal)) === undefined) return undefined;
    const unknown = await unknownOf(folder, signal);
    return unknown === undefined ? fine("Git knows who you are") : lacks(anonymous(unknown));
  },
};
