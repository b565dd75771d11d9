// View: the content of a folder as it will be once the leftovers of interrupted runs are removed.
import { readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { judge, type Leftover } from "./leftover.ts";
import { exists } from "./file-id.ts";
import { keptIn, projectIn, wrappersIn } from "./wrapper.ts";

export interface View {
  entries: Map<string, string>;
  leftovers: Leftover[];
}

/** Files that file managers create in any folder. */
const furniture = [".DS_Store", "Thumbs.db", "desktop.ini"];

/** Reads a folder without changing it. */
export function lookInto(folder: string): View {
  const names = readdirSync(folder).filter((name) => !furniture.includes(name)).sort();
  const entries = new Map(names.map((name) => [name, join(folder, name)]));
  const leftovers = wrappersIn(folder).map(judge);
  for (const leftover of leftovers) lookPast(leftover, entries);
  return { entries, leftovers };
}

/** Leaves out what would be removed, and adds what would be restored. */
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
