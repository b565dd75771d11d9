// Rewrite: replaces or adds files of an existing folder, all or none.
import { chmodSync, lstatSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Content, Contents, Draft } from "../draft.ts";
import { shown } from "../shown.ts";
import { UserError } from "../user-error.ts";
import { diskError } from "./disk-error.ts";

/** The texts of the files that exist. A link is not followed, because it may lead out of the repository. */
export function readFiles(folder: string, paths: string[]): Draft {
  return new Map([...bytesOf(folder, paths)].map(([path, bytes]) => [path, bytes.toString("utf8")]));
}

/** The content of the files that exist, which may be no text. */
export function bytesOf(folder: string, paths: string[]): Map<string, Buffer> {
  const there = paths.filter((path) => lstatSync(join(folder, path), { throwIfNoEntry: false })?.isFile() === true);
  return new Map(there.map((path) => [path, readFileSync(join(folder, path))]));
}

/**
 * Writes files, each in one step. If one cannot be written, the earlier ones get their old text back or are removed.
 * @param mode of every file; by default as before
 * @returns a function that restores all of them
 * @throws UserError if the disk refuses
 */
export function rewriteFiles(folder: string, files: Contents, mode?: number): () => void {
  const old = bytesOf(folder, [...files.keys()]);
  const written: string[] = [];
  const takeBack = () => {
    for (const path of written) restore(join(folder, path), old.get(path));
  };
  try {
    for (const [path, content] of files) {
      refuseOther(join(folder, path));
      replace(join(folder, path), content, mode);
      written.push(path);
    }
  } catch (error) {
    takeBack();
    throw error instanceof UserError ? error : diskError(folder, error);
  }
  return takeBack;
}

/** A link or a folder of that name is somebody's, and could not be restored. */
function refuseOther(file: string): void {
  if (lstatSync(file, { throwIfNoEntry: false })?.isFile() ?? true) return;
  throw new UserError(`${shown(file, 400)} is not a regular file.`, "Move it away.");
}

function restore(file: string, content: Buffer | undefined): void {
  if (content === undefined) rmSync(file, { force: true });
  else replace(file, content);
}

/** The process that was about to move a file of this name into its place. */
export function leftoverIn(name: string): number | undefined {
  const pid = /\.backend-starter-(\d{1,15})$/.exec(name)?.[1];
  return pid === undefined ? undefined : Number(pid);
}

function replace(file: string, content: Content, mode?: number): void {
  const stats = lstatSync(file, { throwIfNoEntry: false });
  if (mode !== undefined && stats !== undefined) chmodSync(file, mode);
  if (stats?.isFile() === true && readFileSync(file).equals(Buffer.from(content))) return;
  const temporary = `${file}.backend-starter-${process.pid}`;
  try {
    writeFileSync(temporary, content, { flag: "wx", mode: mode ?? stats?.mode });
    renameSync(temporary, file);
  } finally {
    rmSync(temporary, { force: true });
  }
}
