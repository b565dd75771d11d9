// Target: the folder for a project, checked before anything is asked or written.
import { accessSync, constants, lstatSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { packageName } from "../project/package-name.ts";
import { refusalOf } from "../system/refusals.ts";
import { shown } from "../shown.ts";
import { UserError, codeOf } from "../user-error.ts";
import { withHome } from "../shell.ts";
import { cloneIn, type Clone } from "./clone.ts";
import { checkFolderName, warningAbout } from "./folder-name.ts";
import type { Leftover } from "./leftover.ts";
import { exists } from "./file-id.ts";
import { lookInto, type View } from "./view.ts";


export interface Target {
  /** Absolute. */
  path: string;
  /** Whether it exists, empty or as a fresh clone. */
  exists: boolean;
  /** What stays and what is replaced if it is not empty. */
  clone?: Clone;
  /** Whether an interrupted run holds one of its files in a wrapper, from which `sweep` restores it. */
  unrestored?: boolean;
  /** Why a project's tools will fail there. */
  warning?: string;
}

/**
 * Finds the folder that a user named.
 * @param typed as on the command line: "my-api", ".", "~/code/my-api"
 * @throws UserError if no project can be created there; the message says why
 */
export function findTarget(typed: string): Target {
  const path = pathOf(typed);
  packageName(basename(path));
  const ancestor = nearestExisting(path);
  checkFolder(ancestor);
  newPieces(path, ancestor).forEach(checkFolderName);
  const found = ancestor === path ? checkEmpty(path) : {};
  checkWritable(ancestor);
  return { path, exists: ancestor === path, ...found, warning: warningAbout(ancestor) };
}

/**
 * The absolute path of the folder that a user named.
 * @throws UserError if the path is empty or contains characters that would garble the output
 */
export function pathOf(typed: string): string {
  if (typed.trim() === "") throw new UserError("The folder's name is empty.", "Name a folder, such as my-api.");
  if (!/[\p{Cc}\p{Zl}\p{Zp}]/u.test(typed)) return resolve(withHome(typed));
  throw new UserError(`The folder ${shown(typed, 400)} contains a control character.`, "Choose another name.");
}

/** The nearest existing folder: the target or one above it. */
export function nearestExisting(path: string): string {
  let folder = path;
  while (!exists(folder) && dirname(folder) !== folder) folder = dirname(folder);
  return folder;
}

function newPieces(path: string, ancestor: string): string[] {
  return path === ancestor ? [] : [basename(path), ...newPieces(dirname(path), ancestor)];
}

function checkFolder(path: string): void {
  try {
    if (statSync(path).isDirectory()) return;
  } catch (error) {
    if (lstatSync(path).isSymbolicLink())
      throw new UserError(`${shown(path, 400)} is a broken link.`, "Choose another folder.");
    throw unreadable(path, error);
  }
  throw new UserError(`${shown(path, 400)} is a file.`, "Choose another folder.");
}

function checkEmpty(path: string): Pick<Target, "clone" | "unrestored"> {
  const { entries, leftovers } = viewOf(path);
  if (leftovers.some(({ is }) => is === "busy"))
    throw new UserError(
      `Another run is working in ${shown(path, 400)}.`,
      "Wait until it ends, or choose another folder.",
    );
  if (entries.size === 0) return {};
  const clone = cloneIn(entries);
  if (clone === undefined) throw notEmpty(path, entries, leftovers);
  return { clone, unrestored: [...entries].some(([name, at]) => at !== join(path, name)) || undefined };
}

function notEmpty(path: string, entries: View["entries"], leftovers: Leftover[]): UserError {
  const names = [...entries.keys()];
  const some = names.slice(0, 3).map((name) => shown(name)).join(", ");
  const more = names.length > 3 ? ` and ${names.length - 3} more` : "";
  const advice = entries.has(".git")
    ? "Create the project in a new folder, and copy what you want into this one."
    : "Choose a new or an empty folder.";
  return new UserError(`${shown(path, 400)} is not empty: it holds ${some}${more}.${foreignIn(leftovers)}`, advice);
}

function foreignIn(leftovers: Leftover[]): string {
  const [first] = leftovers.flatMap((each) =>
    each.is === "foreign" ? [`${shown(basename(each.wrapper))} ${each.why}`] : [],
  );
  return first === undefined ? "" : ` ${first}: it was not changed.`;
}

function viewOf(path: string): View {
  try {
    return lookInto(path);
  } catch (error) {
    throw unreadable(path, error);
  }
}

function checkWritable(folder: string): void {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    const code = codeOf(error) ?? "refused";
    const { problem, advice } = refusalOf(code);
    throw new UserError(`Cannot write in ${shown(folder, 400)}: ${problem} (${code}).`, advice);
  }
}

function unreadable(path: string, error: unknown): unknown {
  const code = codeOf(error);
  return code === undefined
    ? error
    : new UserError(`${shown(path, 400)} cannot be read (${code}).`, "Choose another folder.");
}
