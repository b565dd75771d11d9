// Rewrite: replaces or adds files of an existing folder, all or none.
import { chmodSync, lstatSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Draft } from "../draft.ts";
import { shown } from "../shown.ts";
import { UserError } from "../user-error.ts";
import { diskError } from "./disk-error.ts";

/** The texts of the files that exist. A link is not followed, because it may lead out of the repository. */
export function readFiles(folder: string, paths: string[]): Draft {
  const there = paths.filter((path) => lstatSync(join(folder, path), { throwIfNoEntry: false })?.isFile() === true);
  return new Map(there.map((path) => [path, readFileSync(join(folder, path), "utf8")]));
}

/**
 * Writes files, each in one step. If one cannot be written, the earlier ones get their old text back or are removed.
 * @param mode of every file; by default as before
 * @returns a function that restores all of them
 * @throws UserError if the disk refuses
 */
export function rewriteFiles(folder: string, files: Draft, mode?: number): () => void {
  const old = readFiles(folder, [...files.keys()]);
  const written: string[] = [];
  const takeBack = () => {
    for (const path of written) restore(join(folder, path), old.get(path));
  };
  try {
    for (const [path, text] of files) {
      refuseOther(join(folder, path));
      replace(join(folder, path), text, mode);
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

function restore(file: string, text: string | undefined): void {
  if (text === undefined) rmSync(file, { force: true });
  else replace(file, text);
}

function replace(file: string, text: string, mode?: number): void {
  const stats = lstatSync(file, { throwIfNoEntry: false });
  if (mode !== undefined && stats !== undefined) chmodSync(file, mode);
  if (stats?.isFile() === true && readFileSync(file, "utf8") === text) return;
  const temporary = `${file}.backend-starter-${process.pid}`;
  try {
    writeFileSync(temporary, text, { flag: "wx", mode: mode ?? stats?.mode });
    renameSync(temporary, file);
  } finally {
    rmSync(temporary, { force: true });
  }
}
