// Folder name: one rule for new folders on every system, and the path characters that break a project's tools.
import { shown } from "../shown.ts";
import { UserError } from "../user-error.ts";

const reservedOnWindows = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?$/i;
/** In bytes. */
const longest = 200;

/**
 * Characters that break a project's tools anywhere in its path, tested with npm 10 and vitest 4 on Linux. Vitest treats
 * "#" and "?" as parts of a URL and decodes "%"; ":" ends an entry of PATH, so npm finds no program; a backslash has a
 * meaning in file patterns. On Windows every path contains the last two.
 */
const breaking = process.platform === "win32" ? /[#%]/ : /[#?%:\\]/;

/**
 * Checks the name of a new folder.
 * @throws UserError for a name that breaks a tool or a system; the message says why
 */
export function checkFolderName(name: string): void {
  const wrong = faultOf(name);
  if (wrong !== undefined)
    throw new UserError(`The folder name ${shown(name, 40)} ${wrong}.`, "Choose another one, such as my-api.");
}

/** A warning about an existing path in which a project's tools fail; undefined if they work. */
export function warningAbout(path: string): string | undefined {
  const found = breaking.exec(path)?.[0];
  if (found === undefined) return undefined;
  const advice = "move the project to another folder before you install";
  return `${shown(path, 400)} contains "${found}", with which npm and the tests do not work: ${advice}`;
}

const safe = "letters, digits, spaces, dots, dashes, underscores and apostrophes";

/** Nearly all names, without Unicode's tables: to load them takes a millisecond. */
const plain = /^\w[\w .'-]*$/;

function faultOf(name: string): string | undefined {
  if (Buffer.byteLength(name) > longest) return `is longer than ${longest} bytes`;
  if (reservedOnWindows.test(name)) return "is reserved by Windows";
  if (/[. ]$/.test(name)) return "ends in a dot or a space, which Windows drops";
  if (plain.test(name)) return undefined;
  const foreign = /[^\p{L}\p{M}\p{N} ._'’-]/u.exec(name)?.[0];
  if (foreign !== undefined) return `contains ${shown(foreign)}: ${safe} are safe on every system`;
  return /^[\p{L}\p{N}_]/u.test(name) ? undefined : "does not begin with a letter or a digit";
}
