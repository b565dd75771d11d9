// Files of a repo that is there already: read, and written anew all or none.
import { lstatSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Draft } from "../draft.ts";
import { diskError } from "./disk-error.ts";

/** The texts of those files that are there. A link is not followed: it may lead out of the repo. */
export function readFiles(folder: string, paths: string[]): Draft {
  const there = paths.filter((path) => lstatSync(join(folder, path), { throwIfNoEntry: false })?.isFile() === true);
  return new Map(there.map((path) => [path, readFileSync(join(folder, path), "utf8")]));
}

/**
 * Writes files anew. Each changes in one step, and when one cannot be written, those before it get their old text back.
 *
 * @returns what takes all of it back
 * @throws UserError when the disk refuses
 */
export function rewriteFiles(folder: string, files: Draft): () => void {
  const old = readFiles(folder, [...files.keys()]);
  const takeBack = () => old.forEach((text, path) => replace(join(folder, path), text));
  try {
    files.forEach((text, path) => replace(join(folder, path), text));
  } catch (error) {
    takeBack();
    throw diskError(folder, error);
  }
  return takeBack;
}

function replace(file: string, text: string): void {
  if (readFileSync(file, "utf8") === text) return;
  const beside = `${file}.backend-starter-${process.pid}`;
  try {
    writeFileSync(beside, text, { flag: "wx", mode: lstatSync(file).mode });
    renameSync(beside, file);
  } finally {
    rmSync(beside, { force: true });
  }
}
