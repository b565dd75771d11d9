// Run note: the file in a temporary folder that says whose it is, so that a later run removes what a killed one left.
import { lstatSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { isObject, readJsonFile } from "../json-file.ts";
import { UserError } from "../user-error.ts";
import { stateOf, type Run } from "./process.ts";

export const noteFile = "run.json";

/** The folders in a place whose names begin like this, and whose runs are over. */
export function leftIn(place: string, prefix: string): string[] {
  const found = readdirSync(place).map((name) => join(place, name));
  return found.filter((path) => basename(path).startsWith(prefix) && isOver(path));
}

/** Only a folder of our own user with the note of a run that is over, or one that was empty a minute ago. */
function isOver(folder: string): boolean {
  const stats = lstatSync(folder, { throwIfNoEntry: false });
  if (stats?.isDirectory() !== true || stats.uid !== process.getuid?.()) return false;
  if (readdirSync(folder).length === 0) return Date.now() - stats.mtimeMs > 60_000;
  try {
    const run = readJsonFile("note of a run", join(folder, noteFile));
    return isRun(run) && stateOf(run) === "over";
  } catch (error) {
    if (error instanceof UserError) return false; // Its run has just begun, or it is not ours.
    throw error;
  }
}

function isRun(value: unknown): value is Run {
  if (!isObject(value) || !Number.isSafeInteger(value.pid)) return false;
  return [value.host, value.boot, value.began].every((each) => typeof each === "string");
}
