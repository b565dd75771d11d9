// The folder of a `create`: accepted as it stands, or refused; and the licence that a clone brings with it.
import type { Catalog } from "../../catalog/catalog.ts";
import { sweepFinished } from "../../disk/sweep.ts";
import { findTarget, pathOf, type Target } from "../../disk/target.ts";
import { checkFreshRepo, type FreshRepo } from "../../git/fresh-repo.ts";
import { shown } from "../../shown.ts";
import { UserError } from "../../user-error.ts";

/** A target, with its own repo where it is a clone. */
export type Accepted = Target & { repo?: FreshRepo };

/**
 * Accepts a folder.
 *
 * @param typed as on the command line
 * @throws UserError where no project can be made there
 */
export function acceptTarget(typed: string): Accepted {
  const target = findTarget(typed);
  // A repo whose files a killed run has moved is looked at when they are back.
  if (target.clone?.repo !== true || target.unrestored) return target;
  return { ...target, repo: checkFreshRepo(target.path, target.clone.files) };
}

/**
 * The same, at the beginning of a run. Where the folder is refused, only wrappers of runs that had placed their whole project
 * are removed, and the refusal says so: what a run left half done waits until the folder is accepted.
 */
export function targetFor(typed: string, dryRun: boolean): Accepted {
  try {
    return acceptTarget(typed);
  } catch (error) {
    const removed = error instanceof UserError && !dryRun ? sweepFinished(pathOf(typed)) : [];
    throw removed.length === 0 ? error : new UserError((error as UserError).message, `Removed what a stopped run had left: ${removed.map((name) => shown(name)).join(", ")}.`);
  }
}

/**
 * The licence of a project: that of the LICENSE in its folder, which stays, else the one that was asked for.
 *
 * @throws UserError where the two differ, or where README and package.json could not name the licence
 */
export function licenseFor({ clone }: Target, asked: string | undefined, { licenses }: Catalog): string | undefined {
  const text = clone?.license;
  if (text === undefined) return asked;
  const found = licenses.find((id) => new RegExp(`^\\s*(the )?${id.split("-")[0]} license\\b`, "i").test(text));
  if (found === undefined) throw new UserError("The LICENSE in the folder is none that we know, so that README and package.json could not name it.", "Make the project in a new folder, and copy the LICENSE into it.");
  if (asked === undefined || asked === found) return found;
  throw new UserError(`The folder has a LICENSE already (${found}), and --license asks for ${asked}.`, "Leave out --license, or remove the file and commit that.");
}
