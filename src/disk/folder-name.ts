// Folder name: one rule for new folders on every system, and which characters of a path break the tools of a project.
import { shown } from "../shown.ts";
import { UserError } from "../user-error.ts";

const reservedOnWindows = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?$/i;
/** In bytes. */
const longest = 200;

/**
 * Characters that break the tools of a project anywhere in its path; tried with npm 10 and vitest 4 on Linux, where all others work.
 * Vitest takes "#" and "?" for parts of an address and decodes "%"; ":" ends an entry of PATH, so that npm finds no
 * program; a backslash means something else in patterns of files. Windows has the last two in every path.
 */
const breaking = process.platform === "win32" ? /[#%]/ : /[#?%:\\]/;

/**
 * Checks the name of a folder that is to be made.
 *
 * @throws UserError for a name that breaks a tool or a system; the sentence says why
 */
export function checkFolderName(name: string): void {
  const wrong = faultOf(name);
  if (wrong !== undefined) throw new UserError(`The folder name ${shown(name, 40)} ${wrong}.`, "Choose another one, such as my-api.");
}

/** A sentence about an existing path in which the tools of a project fail; undefined where they work. */
export function warningAbout(path: string): string | undefined {
  const found = breaking.exec(path)?.[0];
  return found && `${shown(path, 400)} holds "${found}", with which npm or its tests do not work: move the project to another folder before you install`;
}

function faultOf(name: string): string | undefined {
  if (Buffer.byteLength(name) > longest) return `is too long: ${longest} bytes are the most`;
  if (reservedOnWindows.test(name)) return "is reserved by Windows";
  if (/[. ]$/.test(name)) return "ends in a dot or a space, which Windows drops";
  const foreign = /[^\p{L}\p{M}\p{N} ._'’-]/u.exec(name)?.[0];
  if (foreign !== undefined) return `holds ${shown(foreign)}: letters, digits, spaces, dots, dashes, underscores and apostrophes are safe on every system`;
  return /^[\p{L}\p{N}_]/u.test(name) ? undefined : "does not begin with a letter or a digit";
}
