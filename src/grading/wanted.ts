// Wanted files: which files of a submission are used, and how many and how large they may be.
import { mostHandedIn } from "../classroom/checking.ts";
import { codeOf, withOneEnd } from "../user-error.ts";

/** A submission that is not unpacked. The message is a sentence for the student. */
export class Refused extends Error {
  readonly unreadable: boolean;

  constructor(message: string, { unreadable = false } = {}) {
    super(withOneEnd(message));
    this.unreadable = unreadable;
  }
}

/** What a system says about one file or folder. Anything else, such as EIO, is about this machine. */
const refusing = new Set(["EACCES", "EPERM", "ENOENT", "ELOOP", "ENOTDIR", "ENAMETOOLONG"]);

/** The refusal of what the system refuses to read; any other error unchanged. */
export function readRefusal<E>(what: string, error: E): Refused | E {
  const code = codeOf(error) ?? "";
  return refusing.has(code) ? new Refused(`${what} cannot be read (${code}).`, { unreadable: true }) : error;
}

/** `entries` are those that are looked at; packages that a student handed in too are not read. */
export const most = { ...mostHandedIn, path: 300, entries: 100_000 };

/** Which files are used, as pairs of a path in the project and a name, and what counts their bytes. */
export interface Use {
  used: (names: string[]) => [path: string, name: string][];
  count: (bytes: number) => boolean;
}

/**
 * Whether a file of a submission is used. Packages are our own, checks are the instructor's, and settings in .env would
 * take the place of those for grading.
 * @param path with "/", in the submission
 */
export function isWanted(path: string): boolean {
  const names = path.split("/");
  if (names.some((name) => [".git", "node_modules", "__MACOSX", ".DS_Store"].includes(name))) return false;
  return names[0] !== "check" && !/^\.env(\.|$)/.test(names.at(-1) ?? "");
}

/** Whether a path leads to a file in the folder that it is joined to, on every system: in UTF-8, for one. */
export function isInside(path: string): boolean {
  if (path.length > most.path || /[\\\0\uFFFD]/.test(path)) return false;
  return path.split("/").every((name) => name !== "" && name !== "." && name !== "..");
}

/** Counts files and bytes. */
export class Tally {
  #files = 0;
  #bytes = 0;

  /** @throws Refused once it is too much */
  add(bytes: number): void {
    this.#files += 1;
    this.#bytes += bytes;
    if (this.#files > most.files) throw new Refused(`Your submission has more than ${most.files} files.`);
    if (this.#bytes <= most.bytes) return;
    throw new Refused(`Your submission is larger than ${most.bytes / 1e6} MB, without what .gitignore names.`);
  }
}
