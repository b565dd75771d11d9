// File id: the proof that a file or folder is the very one that a run made, and not another of the same name.
import { lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { codeOf } from "../user-error.ts";

/**
 * Inode and time of birth in nanoseconds, in digits. Both survive a rename. Whoever packs an archive or a repo cannot
 * choose them: the system gives them to every copy anew.
 */
export interface FileId {
  inode: string;
  /** "0" where the file system keeps no time of birth. */
  born: string;
}

/** The id of what lies at a path. Links are not followed. */
export function fileIdOf(path: string): FileId {
  const { ino, birthtimeNs } = lstatSync(path, { bigint: true });
  return { inode: String(ino), born: String(birthtimeNs) };
}

/** Whether what lies at a path is what an id was taken of. */
export function isSame(path: string, { inode, born }: FileId): boolean {
  if (!exists(path)) return false;
  const found = fileIdOf(path);
  return found.inode === inode && found.born === born;
}

/** Whether one file or folder was made no earlier than another. */
export function isYounger(path: string, than: string): boolean {
  return BigInt(fileIdOf(path).born) >= BigInt(fileIdOf(than).born);
}

/** Whether a name is taken. A link that leads nowhere takes it too. */
export function exists(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    return false; // Below a file, or in a folder that is closed to us: the first write there says why.
  }
}

/**
 * Whether a file, or a folder with everything in it, is as it was at a moment.
 *
 * @param moment in nanoseconds, as the file system gives them
 */
export function untouchedSince(path: string, moment: bigint): boolean {
  const { mtimeNs, ctimeNs, nlink } = lstatSync(path, { bigint: true });
  const isShared = nlink > 1n && !lstatSync(path).isDirectory(); // A clone of a local folder: each new clone changes the ctime of shared objects.
  return mtimeNs <= moment && (isShared || ctimeNs <= moment) && below(path).every((each) => untouchedSince(each, moment));
}

/** The same for what was renamed since, which changes its own ctime but neither its mtime nor anything in it. */
export function onlyRenamedSince(path: string, moment: bigint): boolean {
  const { mtimeNs } = lstatSync(path, { bigint: true });
  return mtimeNs <= moment && below(path).every((each) => untouchedSince(each, moment));
}

function below(path: string): string[] {
  return lstatSync(path).isDirectory() ? readdirSync(path).map((name) => join(path, name)) : [];
}
