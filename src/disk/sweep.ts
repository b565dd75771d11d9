// Sweep: removes what interrupted runs left in and next to an accepted target, and reports it.
import { readdirSync, renameSync, rmdirSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { shown } from "../shown.ts";
import { codeOf } from "../user-error.ts";
import { judge, type Leftover } from "./leftover.ts";
import { isSame, exists } from "./file-id.ts";
import type { Move } from "./note.ts";
import { keptIn, projectIn, removeWrapper, wrappersIn } from "./wrapper.ts";

/** The result of a sweep, as names for a sentence. */
export interface Swept {
  removed: string[];
  /** Names like those of a wrapper that were left alone, each with the reason. */
  left: string[];
}

/** Every folder in and next to a target that is named like a wrapper, classified. */
export function leftoversAt(target: string): Leftover[] {
  return [...wrappersIn(dirname(target)), ...wrappersIn(target)].map(judge);
}

/** Removes what interrupted runs left at an accepted target. What cannot be removed is reported with the reason. */
export function sweep(target: string): Swept {
  const leftovers = leftoversAt(target);
  const concerns = ({ wrapper }: Leftover) =>
    dirname(wrapper) === target || basename(wrapper).startsWith(`.${basename(target)}.`);
  const foreign = leftovers.flatMap((each) =>
    each.is === "foreign" && concerns(each) ? [named(each.wrapper, each.why)] : [],
  );
  const cleared = leftovers.map((leftover) => clear(leftover));
  return {
    removed: cleared.flatMap(({ removed }) => removed),
    left: [...foreign, ...cleared.flatMap(({ left }) => left)],
  };
}

/** Removes wrappers whose project was placed completely: they hold nothing needed, whatever the target holds now. */
export function sweepFinished(target: string): string[] {
  return leftoversAt(target).flatMap((leftover) => (leftover.is === "finished" ? clear(leftover).removed : []));
}

/** Returns nothing if another run removed it first. */
function clear(leftover: Leftover): Swept {
  if (leftover.is === "busy" || leftover.is === "foreign") return { removed: [], left: [] };
  const { wrapper } = leftover;
  try {
    return { removed: [...undo(wrapper, leftover.is === "half" ? leftover.moves : []), basename(wrapper)], left: [] };
  } catch (error) {
    const code = codeOf(error);
    if (code === undefined) throw error;
    return { removed: [], left: code === "ENOENT" ? [] : [named(wrapper, `could not be removed (${code})`)] };
  }
}

function named(wrapper: string, why: string): string {
  return `${shown(basename(wrapper))} ${why}`;
}

/** Undoes moves and removes their wrapper, unless something in it could not return; returns the placed names. */
export function undo(wrapper: string, moves: Move[]): string[] {
  const names = [...moves].reverse().filter((move) => takeBack(wrapper, move)).map(({ name }) => name);
  if (!moves.some(({ name }) => exists(join(keptIn(wrapper), name)))) removeWrapper(wrapper);
  return names;
}

/**
 * Moves a placed entry back into the wrapper, then what it had replaced back to its place. After each rename the folder
 * is in a state that the moves went through too, so an interruption does no harm.
 */
function takeBack(wrapper: string, { name, ours }: Move): boolean {
  const [placed, staged, kept] = [
    join(dirname(wrapper), name),
    join(projectIn(wrapper), name),
    join(keptIn(wrapper), name),
  ];
  const isOurs = !exists(staged) && isSame(placed, ours);
  if (isOurs) renameSync(placed, staged);
  if (exists(kept) && !exists(placed)) renameSync(kept, placed);
  return isOurs;
}

/** Removes up to `count` folders, innermost first, as long as they are empty. */
export function removeEmptyFolders(innermost: string, count: number): void {
  let folder = innermost;
  for (let left = count; left > 0 && exists(folder) && readdirSync(folder).length === 0; left -= 1) {
    rmdirSync(folder);
    folder = dirname(folder);
  }
}
