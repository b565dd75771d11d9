// Sweep: removes what killed runs left in and beside a target, once the target is accepted, and says what it was.
import { readdirSync, renameSync, rmdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { shown } from "../shown.ts";
import { codeOf } from "../user-error.ts";
import { judge, type Leftover } from "./leftover.ts";
import { isSame, exists } from "./file-id.ts";
import type { Move } from "./note.ts";
import { keptIn, projectIn, removeWrapper, wrappersIn } from "./wrapper.ts";

/** What a sweep did, by names for a sentence. */
export interface Swept {
  removed: string[];
  /** What looks like a leftover for this target and was left alone, each with the reason. */
  left: string[];
}

/** Everything in and beside a target that is named like a wrapper, judged. */
export function leftoversAt(target: string): Leftover[] {
  return [...wrappersIn(dirname(target)), ...wrappersIn(target)].map(judge);
}

/** Removes what killed runs left for an accepted target. */
export function sweep(target: string): Swept {
  const leftovers = leftoversAt(target);
  const removed = leftovers.flatMap((leftover) => clear(leftover));
  const concerns = ({ wrapper }: Leftover) => dirname(wrapper) === target || basename(wrapper).startsWith(`.${basename(target)}.`);
  const left = leftovers.flatMap((leftover) => (leftover.is === "foreign" && concerns(leftover) ? [`${shown(basename(leftover.wrapper))} ${leftover.why}`] : []));
  return { removed, left };
}

/** Removes wrappers of killed runs whose project was placed whole: nothing in them is needed, whatever the target holds by now. */
export function sweepFinished(target: string): string[] {
  return leftoversAt(target).flatMap((leftover) => (leftover.is === "finished" ? clear(leftover) : []));
}

/** The names of what was removed; none where another run was faster. */
function clear(leftover: Leftover): string[] {
  if (leftover.is === "busy" || leftover.is === "foreign") return [];
  try {
    const names = undo(leftover.wrapper, leftover.is === "half" ? leftover.moves : []);
    return [...names, basename(leftover.wrapper)];
  } catch (error) {
    if (codeOf(error) !== "ENOENT") throw error;
    return [];
  }
}

/**
 * Undoes moves and removes their wrapper, unless it still keeps something that could not go back to its place.
 *
 * @returns the names that had been placed
 */
export function undo(wrapper: string, moves: Move[]): string[] {
  const names = [...moves].reverse().filter((move) => takeBack(wrapper, move)).map(({ name }) => name);
  if (!moves.some(({ name }) => exists(join(keptIn(wrapper), name)))) removeWrapper(wrapper);
  return names;
}

/**
 * What was placed goes back into the wrapper, and what it had replaced to its place. After each rename the folder is in a
 * state that the moves had been through, so this may be stopped and begun again.
 */
function takeBack(wrapper: string, { name, ours }: Move): boolean {
  const [placed, staged, kept] = [join(dirname(wrapper), name), join(projectIn(wrapper), name), join(keptIn(wrapper), name)];
  const isOurs = !exists(staged) && isSame(placed, ours);
  if (isOurs) renameSync(placed, staged);
  if (exists(kept) && !exists(placed)) renameSync(kept, placed);
  return isOurs;
}

/** Removes a number of folders, from the innermost outwards, as long as they are empty. */
export function removeEmptyFolders(innermost: string, count: number): void {
  let folder = innermost;
  for (let left = count; left > 0 && exists(folder) && readdirSync(folder).length === 0; left -= 1) {
    rmdirSync(folder);
    folder = dirname(folder);
  }
}
