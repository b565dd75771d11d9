// Wrapper: the hidden folder in which one run stages a project; how it is named, made and removed.
import { lstatSync, mkdirSync, readdirSync, renameSync, rmSync, rmdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { exists, fileIdOf } from "./file-id.ts";
import { newNoteFile, noteFile, writeNote, type Note } from "./note.ts";
import { pause } from "./pause.ts";
import { thisRun } from "../system/process.ts";

const shape = /^\.(?:.*\.)?backend-starter-(\d{1,15})-[0-9a-f]{8}$/s;
const ignoreFile = ".gitignore";

/** The names in a wrapper: anything else in it is not ours. */
export const wrapperEntries = [noteFile, newNoteFile, ignoreFile, "project", "removed", "kept"];

/** A name for a new wrapper beside (or, with an empty name, inside) a target. It is no secret: node:crypto would only cost time. */
export function wrapperName(target: string): string {
  const stem = target === "" ? "" : `${target}.`;
  const unique = Math.floor(Math.random() * 2 ** 32).toString(16).padStart(8, "0");
  return `.${stem}backend-starter-${process.pid}-${unique}`;
}

/** The process id in a wrapper's name; undefined where a name is not that of a wrapper. */
export function pidIn(name: string): number | undefined {
  const pid = shape.exec(name)?.[1];
  return pid === undefined ? undefined : Number(pid);
}

/** Makes a wrapper that nobody else can write to, with its note. `.gitignore` hides it from a Git repo around it. */
export function makeWrapper(wrapper: string): Note {
  mkdirSync(wrapper, { mode: 0o700 });
  const note: Note = { format: 2, run: thisRun(), wrapper: fileIdOf(wrapper) };
  writeNote(wrapper, note);
  writeFileSync(join(wrapper, ignoreFile), "*\n");
  mkdirSync(projectIn(wrapper));
  return note;
}

/** Where a wrapper holds the project. */
export function projectIn(wrapper: string): string {
  return join(wrapper, "project");
}

/** Where a wrapper keeps what the project replaces, until all of it is placed. */
export function keptIn(wrapper: string): string {
  return join(wrapper, "kept");
}

/** The names in a folder that look like wrappers; none where the folder cannot be read. */
export function wrappersIn(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => pidIn(name) !== undefined).map((name) => join(folder, name));
  } catch {
    return []; // It does not exist yet, or is closed to us.
  }
}

/**
 * Removes a wrapper. The project in it is set aside first, in one step: were we killed while removing, half a project
 * would look as if the other half had been moved. The note goes last, because it proves whose the rest is.
 */
export function removeWrapper(wrapper: string): void {
  const aside = join(wrapper, "removed");
  if (exists(projectIn(wrapper))) renameSync(projectIn(wrapper), aside);
  for (const path of [aside, keptIn(wrapper), join(wrapper, ignoreFile), join(wrapper, newNoteFile), join(wrapper, noteFile)]) remove(path);
  removeFolder(wrapper);
}

/**
 * Removes a file or a folder. A Git that outlives a killed run may still be writing into it, so what is new is removed as well:
 * Node.js itself would only try the same folder again.
 */
function remove(path: string): void {
  for (let left = 100; ; left -= 1) {
    try {
      return rmSync(path, { recursive: true, force: true });
    } catch (error) {
      if (left === 0 || !["ENOTEMPTY", "EBUSY", "EPERM"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
      pause(50);
    }
  }
}

/** Another run may have removed it at the same time. */
function removeFolder(path: string): void {
  if (lstatSync(path, { throwIfNoEntry: false })?.isDirectory() === true) rmdirSync(path);
}
