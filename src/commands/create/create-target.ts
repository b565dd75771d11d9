// Target of `create`: the folder, accepted or refused, and the licence that a clone already has.
import type { Catalog } from "../../catalog/catalog.ts";
import { sweepFinished } from "../../disk/sweep.ts";
import { findTarget, pathOf, type Target } from "../../disk/target.ts";
import { checkFreshRepo, type FreshRepo } from "../../git/fresh-repo.ts";
import { shown } from "../../shown.ts";
import { UserError } from "../../user-error.ts";

export type Accepted = Target & { repo?: FreshRepo };

/**
 * Accepts a folder.
 * @param typed the path as typed
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
export async function targetFor(typed: string, dryRun: boolean): Promise<Accepted> {
  try {
    return await acceptTarget(typed);
  } catch (error) {
    const removed = error instanceof UserError && !dryRun ? sweepFinished(pathOf(typed)) : [];
    throw removed.length === 0 ? error : new UserError((error as UserError).message, `Removed what an interrupted run had left: ${removed.map((name) => shown(name)).join(", ")}.`);
  }
}

/**
 * The licence of a project: that of the LICENSE in its folder, else the requested one.
 * @throws UserError if the two differ, or if README and package.json cannot name the licence
 */
export function licenseFor({ clone }: Target, asked: string | undefined, { licenses }: Catalog): string | undefined {
  const text = clone?.license;
  if (text === undefined) return asked;
  const found = licenses.find((id) => new RegExp(`^\\s*(the )?${id.split("-")[0]} license\\b`, "i").test(text));
  if (found === undefined) throw new UserError("The LICENSE in the folder is not a known licence, so README and package.json could not name it.", "Create the project in a new folder, and copy the LICENSE into it.");
  if (asked === undefined || asked === found) return found;
  throw new UserError(`The folder already has a LICENSE (${found}), and --license asks for ${asked}.`, "Leave out --license, or remove the file and commit that.");
}
