// View: what a folder holds, seen as it will be when what killed runs left in it is gone.
import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { judge, type Leftover } from "./leftover.ts";
import { exists } from "./file-id.ts";
import { keptIn, projectIn, wrappersIn } from "./wrapper.ts";

export interface View {
  /** Name -> where it lies now. */
  entries: Map<string, string>;
  /** What looks like a wrapper in the folder. */
  leftovers: Leftover[];
}

/** Files that a file manager puts into any folder it shows. */
const furniture = [".DS_Store", "Thumbs.db", "desktop.ini"];

/** Looks into a folder. Nothing is changed. */
export function lookInto(folder: string): View {
  const names = readdirSync(folder).filter((name) => !furniture.includes(name)).sort();
  const entries = new Map(names.map((name) => [name, join(folder, name)]));
  const leftovers = wrappersIn(folder).map(judge);
  for (const leftover of leftovers) lookPast(leftover, entries);
  return { entries, leftovers };
}

/** Leaves out what would be removed, and puts what would be restored to its place. */
function lookPast(leftover: Leftover, entries: View["entries"]): void {
  const { wrapper } = leftover;
  if (leftover.is === "finished" || leftover.is === "half") entries.delete(basename(wrapper));
  if (leftover.is !== "half") return;
  for (const { name } of leftover.moves) {
    const kept = join(keptIn(wrapper), name);
    if (!exists(join(projectIn(wrapper), name))) entries.delete(name);
    if (exists(kept)) entries.set(name, kept);
  }
}
