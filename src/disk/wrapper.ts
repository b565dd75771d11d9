// A wrapper: the hidden folder in which one run stages a project, and the note in it by which a later run knows it.
import { mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { basename, join } from "node:path";
import { pause } from "./pause.ts";
import { isAlive } from "../system/process.ts";

/** The wrapper's note, `staging.json`. */
export interface Note {
  format: 1;
  pid: number;
  host: string;
  /** Folders above the target that this run made, counted from the wrapper upwards. */
  parentsMade: number;
  /** What is moved one by one into an existing folder; written just before the first move. */
  entries?: string[];
}

const shape = /^\..*\.?backend-starter-(\d+)-[0-9a-f]{8}$/;
const hour = 60 * 60 * 1000;

/** A name for a new wrapper beside (or, with an empty name, inside) a target. It is no secret: node:crypto would only cost time. */
export function wrapperName(target: string): string {
  const stem = target === "" ? "" : `${target}.`;
  const unique = Math.floor(Math.random() * 2 ** 32).toString(16).padStart(8, "0");
  return `.${stem}backend-starter-${process.pid}-${unique}`;
}

/** Whether a name is that of a wrapper. */
export function isWrapper(name: string): boolean {
  return shape.test(name);
}

/** Makes a wrapper with its note. `.gitignore` hides it from a Git repo around it. */
export function makeWrapper(wrapper: string, parentsMade: number): void {
  mkdirSync(wrapper);
  writeNote(wrapper, { format: 1, pid: process.pid, host: hostname(), parentsMade });
  writeFileSync(join(wrapper, ".gitignore"), "*\n");
  mkdirSync(projectIn(wrapper));
}

/** Where a wrapper holds the project. */
export function projectIn(wrapper: string): string {
  return join(wrapper, "project");
}

/** Replaces the note in one step. */
export function writeNote(wrapper: string, note: Note): void {
  writeFileSync(join(wrapper, "staging.json.new"), `${JSON.stringify(note)}\n`);
  renameSync(join(wrapper, "staging.json.new"), join(wrapper, "staging.json"));
}

/** The note, or undefined where none (or only a part) was written. */
export function readNote(wrapper: string): Note | undefined {
  try {
    const note = JSON.parse(readFileSync(join(wrapper, "staging.json"), "utf8")) as Note | null;
    return note?.format === 1 && typeof note.pid === "number" ? note : undefined;
  } catch {
    return undefined; // Missing or cut short: the answer, not an error.
  }
}

/** The wrappers that lie in a folder, as absolute paths; none where the folder cannot be read. */
export function wrappersIn(folder: string): string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory() && isWrapper(entry.name)).map(({ name }) => join(folder, name));
  } catch {
    return []; // It does not exist yet, or is closed to us.
  }
}

/** Whether the run that made a wrapper is over. An hour is long enough for any run: by then its pid may be another's. */
export function isAbandoned(wrapper: string): boolean {
  const note = readNote(wrapper) ?? firstNote(wrapper);
  if (note === undefined) return false;
  return isOld(wrapper) || (note.host === hostname() && !isAlive(note.pid));
}

/**
 * Removes a wrapper. The project in it is set aside first, in one step: were we killed while removing, half a project
 * would look as if the other half had been moved.
 */
export function removeWrapper(wrapper: string): void {
  const aside = join(wrapper, "removed");
  try {
    renameSync(projectIn(wrapper), aside);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  remove(aside);
  remove(wrapper);
}

/**
 * Removes a file or a folder. A Git that outlives a killed run may still be writing into it, so what is new is removed as well:
 * Node.js itself would only try the same folder again.
 */
export function remove(path: string): void {
  for (let left = 100; ; left -= 1) {
    try {
      return rmSync(path, { recursive: true, force: true });
    } catch (error) {
      if (left === 0 || !["ENOTEMPTY", "EBUSY", "EPERM"].includes((error as NodeJS.ErrnoException).code ?? "")) throw error;
      pause(50);
    }
  }
}

/** What the note would say, where a run was killed before it could write it: then nothing else is there either. */
function firstNote(wrapper: string): Pick<Note, "pid" | "host"> | undefined {
  const ours = ["staging.json", "staging.json.new", ".gitignore"];
  if (!namesIn(wrapper)?.every((name) => ours.includes(name))) return undefined;
  return { pid: Number(shape.exec(basename(wrapper))?.[1]), host: hostname() };
}

function namesIn(folder: string): string[] | undefined {
  try {
    return readdirSync(folder);
  } catch {
    return undefined; // Another run has just removed it.
  }
}

function isOld(path: string): boolean {
  const changed = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Infinity;
  return Date.now() - changed > hour;
}
