// Two changes of the same files, brought together in memory: ours (before -> after), and what the user did meanwhile.
import { diff3Merge } from "node-diff3";
import type { Draft } from "../draft.ts";

export interface Merged {
  /** The files that are to be written: path -> text. */
  changed: Draft;
  /** The files in which both changed the same lines: they stay as they are. */
  left: string[];
}

/**
 * Carries a change over to files that may have changed too.
 *
 * @param before as we rendered them
 * @param yours as they are; what was deleted is missing, and stays deleted
 * @param after as we render them now
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

/** Line by line; undefined where both changed the same lines. Line ends stay the user's. */
function mergeText({ before, yours, after }: Record<"before" | "yours" | "after", string>): string | undefined {
  const end = yours.includes("\r\n") ? "\r\n" : "\n";
  const regions = diff3Merge(lines(yours), lines(before), lines(after), { excludeFalseConflicts: true });
  if (regions.some(({ conflict }) => conflict !== undefined)) return undefined;
  return regions.flatMap(({ ok }) => ok ?? []).join(end);
}

function lines(text: string): string[] {
  return text.split(/\r?\n/);
}
