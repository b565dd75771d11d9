// Acceptance: checks the folder that a project goes to, with the repository in it.
import { checkFreshRepo, type FreshRepo } from "../git/fresh-repo.ts";
import { shown } from "../shown.ts";
import { UserError } from "../user-error.ts";
import { sweepFinished } from "./sweep.ts";
import { findTarget, pathOf, type Target } from "./target.ts";

/** A target that was accepted. It has its own repository if it is a clone. */
export type Accepted = Target & { repo?: FreshRepo };

/**
 * Accepts a folder.
 * @throws UserError if no project can be created there
 */
export async function acceptTarget(typed: string): Promise<Accepted> {
  const target = findTarget(typed);
  // The repository is checked after the files that an interrupted run moved are back.
  if (target.clone?.repo !== true || target.unrestored) return target;
  return { ...target, repo: await checkFreshRepo(target.path, target.clone.files) };
}

/**
 * Accepts the folder at the start of a run. If it is refused, only wrappers of runs that had placed their whole project
 * are removed, and the message says so; other wrappers stay until the folder is accepted.
 */
export async function acceptFirst(typed: string, dryRun: boolean): Promise<Accepted> {
  try {
    return await acceptTarget(typed);
  } catch (error) {
    if (!(error instanceof UserError) || dryRun) throw error;
    const removed = sweepFinished(pathOf(typed)).map((name) => shown(name)).join(", ");
    throw removed === ""
      ? error
      : new UserError(error.message, `Removed what an interrupted run had left: ${removed}.`);
  }
}
