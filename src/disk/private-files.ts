// Private files: files with personal data, which only their owner can read and Git ignores.
import { lstatSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Draft } from "../draft.ts";
import { shown } from "../shown.ts";
import { UserError } from "../user-error.ts";
import { diskError } from "./disk-error.ts";
import { bytesOf, rewriteFiles } from "./rewrite.ts";

const ignoreFile = ".gitignore";

/** A file that is not yet in its place, and the note of a run: a run that is killed leaves them. */
const unfinished = "/*.backend-starter-*";

/**
 * Writes files with personal data: readable by their owner only (mode 0600), and in the .gitignore of the folder.
 * @param ignored the patterns for .gitignore, such as "/grades*.csv"; before anything else is written
 * @throws UserError if the disk refuses
 */
export function writePrivate(folder: string, files: Draft, ignored: string[]): void {
  ignore(folder, [...ignored, unfinished]);
  const folders = new Set([...files.keys()].map((path) => dirname(path)).filter((name) => name !== "."));
  for (const name of folders) makeFolder(join(folder, name));
  rewriteFiles(folder, files, 0o600);
}

/**
 * Creates a folder that only its owner can enter, and that Git ignores, unless it is there.
 * @throws UserError if something else has that name, or the disk refuses
 */
export function privateFolder(folder: string, name: string): string {
  ignore(folder, [`/${name}/`]);
  return makeFolder(join(folder, name));
}

/** A link of that name could lead anywhere. */
function makeFolder(path: string): string {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found !== undefined && !found.isDirectory())
    throw new UserError(`${shown(path, 400)} is not a folder.`, "Move it away.");
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw diskError(path, error);
  }
  return path;
}

/** Adds the patterns that are missing to the .gitignore of a folder. What is there stays, byte by byte. */
export function ignore(folder: string, patterns: string[]): void {
  const old = bytesOf(folder, [ignoreFile]).get(ignoreFile) ?? Buffer.alloc(0);
  if (["fffe", "feff"].includes(old.subarray(0, 2).toString("hex")))
    throw new UserError(`Git cannot read ${shown(join(folder, ignoreFile), 400)}: it is UTF-16.`, "Save it as UTF-8.");
  const lines = old.toString("latin1").split(/\r?\n/);
  const missing = patterns.filter((pattern) => !lines.includes(pattern));
  if (missing.length === 0) return;
  const end = old.length === 0 || lines.at(-1) === "" ? "" : "\n";
  const more = Buffer.from(`${end}${missing.join("\n")}\n`);
  rewriteFiles(folder, new Map([[ignoreFile, Buffer.concat([old, more])]]));
}
