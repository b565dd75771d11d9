// Leftovers: what a killed run left in staging, and how the next run removes it.
import { lstatSync, readdirSync, rmdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { isAbandoned, projectIn, readNote, remove, removeWrapper, wrappersIn } from "./wrapper.ts";
import { codeOf } from "../user-error.ts";

/** Files that a file manager puts into any folder it shows. */
const furniture = [".DS_Store", "Thumbs.db", "desktop.ini"];

/** Removes what killed runs left in and beside a target. */
export function sweep(target: string): void {
  for (const wrapper of [...wrappersIn(dirname(target)), ...wrappersIn(target)]) {
    if (!isAbandoned(wrapper)) continue;
    const made = readNote(wrapper)?.parentsMade ?? 0;
    takeBack(wrapper);
    removeEmptyFolders(dirname(wrapper), made);
  }
}

/** What a folder holds, but for what `sweep` would remove. */
export function occupants(folder: string): string[] {
  const abandoned = wrappersIn(folder).filter(isAbandoned);
  const ignored = new Set([...furniture, ...abandoned.flatMap((wrapper) => [basename(wrapper), ...halfMoved(wrapper)])]);
  return readdirSync(folder).filter((name) => !ignored.has(name)).sort();
}

/** Undoes a staging: what had been moved out of the wrapper goes, unless all had; then the wrapper goes. */
export function takeBack(wrapper: string): void {
  for (const name of halfMoved(wrapper)) remove(join(dirname(wrapper), name));
  removeWrapper(wrapper);
}

/** Removes a number of folders, from the innermost outwards, as long as they are empty. */
export function removeEmptyFolders(innermost: string, count: number): void {
  let folder = innermost;
  for (let left = count; left > 0 && exists(folder) && readdirSync(folder).length === 0; left -= 1) {
    rmdirSync(folder);
    folder = dirname(folder);
  }
}

/** The entries that a stopped run had moved into the target, while others were still to come. */
function halfMoved(wrapper: string): string[] {
  const entries = readNote(wrapper)?.entries ?? [];
  if (!exists(projectIn(wrapper))) return []; // Set aside: it was being removed.
  const moved = entries.filter((name) => !exists(join(projectIn(wrapper), name)));
  return moved.length === entries.length ? [] : moved;
}

/** Whether a name is taken, be it by a link that leads nowhere. */
export function exists(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    return false; // Under a file, or in a closed folder: whoever writes there is told why.
  }
}
