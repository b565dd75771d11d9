// File id: proves that a file or folder is the one that a run created, and not another of the same name.
import { lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { codeOf } from "../user-error.ts";

/**
 * Inode and birth time (nanoseconds), as digits. A rename keeps both. Nobody who packs an archive or a repository can
 * choose them, because the system assigns them to every copy.
 */
export interface FileId {
  inode: string;
  /** "0" if the file system records no birth time. */
  born: string;
}

/** The id of the file at a path, without following links. */
export function fileIdOf(path: string): FileId {
  const { ino, birthtimeNs } = lstatSync(path, { bigint: true });
  return { inode: String(ino), born: String(birthtimeNs) };
}

/** Whether the file at a path has this id. */
export function isSame(path: string, { inode, born }: FileId): boolean {
  if (!exists(path)) return false;
  const found = fileIdOf(path);
  return found.inode === inode && found.born === born;
}

/** Whether one file was created no earlier than another. */
export function isYounger(path: string, than: string): boolean {
  return BigInt(fileIdOf(path).born) >= BigInt(fileIdOf(than).born);
}

/** Whether a name is taken. A broken link takes it too. */
export function exists(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    return false; // Below a file, or in an unreadable folder: the first write reports the reason.
  }
}

/** Whether a file, or a folder with all its content, is unchanged since a moment in nanoseconds of file system time. */
export function untouchedSince(path: string, moment: bigint): boolean {
  const { mtimeNs, ctimeNs, nlink } = lstatSync(path, { bigint: true });
  // In a clone of a local folder, each further clone changes the ctime of shared objects.
  const isShared = nlink > 1n && !lstatSync(path).isDirectory();
  return (
    mtimeNs <= moment && (isShared || ctimeNs <= moment) && below(path).every((each) => untouchedSince(each, moment))
  );
}

/** The same for a renamed file: a rename changes its own ctime, but neither its mtime nor its content. */
export function onlyRenamedSince(path: string, moment: bigint): boolean {
  const { mtimeNs } = lstatSync(path, { bigint: true });
  return mtimeNs <= moment && below(path).every((each) => untouchedSince(each, moment));
}

function below(path: string): string[] {
  return lstatSync(path).isDirectory() ? readdirSync(path).map((name) => join(path, name)) : [];
}
