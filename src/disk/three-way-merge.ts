// Three-way merge: combines our change of some files (before -> after) with the user's changes, in memory.
import { diff3Merge } from "node-diff3";
import type { Draft } from "../draft.ts";

export interface Merged {
  changed: Draft;
  /** The files in which both sides changed the same lines; they stay unchanged. */
  left: string[];
}

/**
 * Applies a change to files that the user may have changed too.
 * @param before as rendered then
 * @param yours as they are now; a deleted file is missing, and stays deleted
 * @param after as rendered now
 */
export function merge({ before, yours, after }: { before: Draft; yours: Draft; after: Draft }): Merged {
  const merged: Merged = { changed: new Map(), left: [] };
  for (const [path, mine] of yours) {
    const [from, to] = [before.get(path), after.get(path)];
    if (from === undefined || to === undefined || from === to) continue;
    const text = mergeText({ before: from, yours: mine, after: to });
    if (text === undefined) merged.left.push(path);
    else if (text !== mine) merged.changed.set(path, text);
  }
  return merged;
}

/** Merges line by line, and keeps the user's line ends; undefined if both sides changed the same lines. */
function mergeText({ before, yours, after }: Record<"before" | "yours" | "after", string>): string | undefined {
  const end = yours.includes("\r\n") ? "\r\n" : "\n";
  const regions = diff3Merge(lines(yours), lines(before), lines(after), { excludeFalseConflicts: true });
  if (regions.some(({ conflict }) => conflict !== undefined)) return undefined;
  return regions.flatMap(({ ok }) => ok ?? []).join(end);
}

function lines(text: string): string[] {
  return text.split(/\r?\n/);
}
