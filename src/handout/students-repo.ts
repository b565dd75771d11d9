// Student's repository: its name on GitHub, its branch, and what was handed out in it.
import { RepoError } from "../github/activity.ts";
import type { RepoName } from "../github/repos.ts";
import type { Student } from "../roster/class-file.ts";
import { UserError } from "../user-error.ts";

/** The branch that students work on. */
export const mainBranch = "main";

/**
 * The repository of a student that holds a copy which we pushed. Another one of that name may be anybody's.
 * @throws RepoError if there is none yet
 */
export function placeOf(student: Student): RepoName {
  if (student.repo !== undefined && student.pushed !== undefined) return nameOf(student);
  const repo = student.repo ?? "The student";
  throw new RepoError(`${repo} has no copy of this assignment yet.`, "Type assignment handout first.");
}

/**
 * The commit that a student got last.
 * @throws UserError if the store has lost it: it would be taken for the student's work
 */
export function handedOutTo({ key }: Student, handedOut: Map<string, string>): string {
  const commit = handedOut.get(key);
  if (commit !== undefined) return commit;
  throw new UserError(`The store of the class has lost the branch ${key}.`, "Restore store.git from a copy.");
}

/** @throws UserError for a student without a repository */
export function nameOf({ key, repo }: Student): RepoName {
  const [owner, name] = repo?.split("/") ?? [];
  if (owner !== undefined && name !== undefined) return { owner, name };
  throw new UserError(`${key} has no repository.`, "Hand it out with --org.");
}
