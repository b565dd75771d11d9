// Rewrite: replaces or adds files of an existing folder, all or none.
import { lstatSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Draft } from "../draft.ts";
import { diskError } from "./disk-error.ts";

/** The texts of the files that exist. A link is not followed, because it may lead out of the repository. */
export function readFiles(folder: string, paths: string[]): Draft {
  const there = paths.filter((path) => lstatSync(join(folder, path), { throwIfNoEntry: false })?.isFile() === true);
  return new Map(there.map((path) => [path, readFileSync(join(folder, path), "utf8")]));
}

/**
 * Writes files, each in one step. If one cannot be written, the earlier ones get their old text back or are removed.
 * @returns a function that restores all of them
 * @throws UserError if the disk refuses
 */
export function rewriteFiles(folder: string, files: Draft): () => void {
  const old = readFiles(folder, [...files.keys()]);
  const takeBack = () => {
    old.forEach((text, path) => replace(join(folder, path), text));
    for (const path of files.keys()) if (!old.has(path)) rmSync(join(folder, path), { force: true });
  };
  try {
    files.forEach((text, path) => replace(join(folder, path), text));
  } catch (error) {
    takeBack();
    throw diskError(folder, error);
  }
  return takeBack;
}

function replace(file: string, text: string): void {
  const stats = lstatSync(file, { throwIfNoEntry: false });
  if (stats?.isFile() === true && readFileSync(file, "utf8") === text) return;
  const temporary = `${file}.backend-starter-${process.pid}`;
  try {
    writeFileSync(temporary, text, { flag: "wx", mode: stats?.mode });
    renameSync(temporary, file);
  } finally {
    rmSync(temporary, { force: true });
  }
}
