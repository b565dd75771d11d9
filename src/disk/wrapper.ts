// Wrapper: the hidden folder in which a run stages a project; its name, creation and removal.
import { lstatSync, mkdirSync, readdirSync, renameSync, rmSync, rmdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { exists, fileIdOf } from "./file-id.ts";
import { newNoteFile, noteFile, writeNote, type Note } from "./note.ts";
import { pause } from "./pause.ts";
import { thisRun } from "../system/process.ts";

const shape = /^\.(?:.*\.)?backend-starter-(\d{1,15})-[0-9a-f]{8}$/s;
const ignoreFile = ".gitignore";

/** The names that a wrapper can hold. Anything else in it is not ours. */
export const wrapperEntries = [noteFile, newNoteFile, ignoreFile, "project", "removed", "kept"];

/**
 * A name for a new wrapper next to a target (or in it, if the name is empty). It need not be secret, and node:crypto
 * would only take time to load.
 */
export function wrapperName(target: string): string {
  const stem = target === "" ? "" : `${target}.`;
  const unique = Math.floor(Math.random() * 2 ** 32).toString(16).padStart(8, "0");
  return `.${stem}backend-starter-${process.pid}-${unique}`;
}

/** The process id in a wrapper's name; undefined if the name is not a wrapper's. */
export function pidIn(name: string): number | undefined {
  const pid = shape.exec(name)?.[1];
  return pid === undefined ? undefined : Number(pid);
}

/** Creates a wrapper that only this user can write to, with its note, and hides it from a surrounding repository. */
export function makeWrapper(wrapper: string): Note {
  mkdirSync(wrapper, { mode: 0o700 });
  const note: Note = { format: 2, run: thisRun(), wrapper: fileIdOf(wrapper) };
  writeNote(wrapper, note);
  writeFileSync(join(wrapper, ignoreFile), "*\n");
  mkdirSync(projectIn(wrapper));
  return note;
}

export function projectIn(wrapper: string): string {
  return join(wrapper, "project");
}

/** The folder for entries that the project replaces, until all of it is placed. */
export function keptIn(wrapper: string): string {
  return join(wrapper, "kept");
}

/** The names in a folder that look like wrappers; empty if it cannot be read. */
export function wrappersIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => pidIn(name) !== undefined).map((name) => join(folder, name));
  } catch {
    return []; // Missing, or not readable.
  }
}

/**
 * Removes a wrapper. The project is first set aside in one step: otherwise a run that is interrupted here would leave
 * half a project, as if the other half had been moved. The note goes last, because it proves that the rest is ours.
 */
export function removeWrapper(wrapper: string): void {
  const aside = join(wrapper, "removed");
  if (exists(projectIn(wrapper))) renameSync(projectIn(wrapper), aside);
  for (const path of [
    aside,
    keptIn(wrapper),
    join(wrapper, ignoreFile),
    join(wrapper, newNoteFile),
    join(wrapper, noteFile),
  ])
    remove(path);
  removeFolder(wrapper);
}

/** A Git that outlives an interrupted run may still write: new entries are removed too, which Node.js does not do. */
function remove(path: string): void {
  for (let left = 100; ; left -= 1) {
    try {
      return rmSync(path, { recursive: true, force: true });
    } catch (error) {
      if (left === 0 || !["ENOTEMPTY", "EBUSY", "EPERM"].includes((error as NodeJS.ErrnoException).code ?? ""))
        throw error;
      pause(50);
    }
  }
}

/** Another run may remove it at the same time. */
function removeFolder(path: string): void {
  if (lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true) rmdirSync(path);
}
