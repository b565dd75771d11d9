// Unfinished packs: what Git has received so far in a repository of ours, and what is left of it after a stop.
import { lstatSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";

/** Bytes in the packs that Git is receiving. */
export function receivedBytes(repo: string): number {
  return unfinishedIn(repo).reduce((sum, file) => sum + (lstatSync(file, { throwIfNoEntry: false })?.size ?? 0), 0);
}

/** Removes what a stopped Git has left. Only while no Git is receiving. */
export function removeUnfinished(repo: string): void {
  for (const file of unfinishedIn(repo)) rmSync(file, { force: true });
}

function unfinishedIn(repo: string): string[] {
  const folder = join(repo, "objects", "pack");
  return readdirSync(folder).filter((name) => name.startsWith("tmp_")).map((name) => join(folder, name));
}
