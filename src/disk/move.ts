// Move: renames one entry of a staged project into its target, in an order that only one of two runs can complete.
import { readdirSync, renameSync } from "node:fs";
import { shown } from "../shown.ts";
import { UserError } from "../user-error.ts";
import { exists } from "./file-id.ts";
import { pause } from "./pause.ts";

/**
 * Folders first, Git's last. No system renames a folder onto one that is not empty, so of two runs that fill the same
 * folder only one completes its first move.
 */
export function inMovingOrder(project: string): string[] {
  const entries = readdirSync(project, { withFileTypes: true });
  const rank = (entry: (typeof entries)[number]) => (entry.name === ".git" ? 2 : entry.isDirectory() ? 0 : 1);
  return entries.sort((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1)).map(({ name }) => name);
}

/** @throws UserError if the name is taken */
export function move(from: string, to: string): void {
  if (exists(to)) throw occupied(to);
  for (let left = 20; ; left -= 1) {
    try {
      renameSync(from, to);
      return;
    } catch (error) {
      if (process.platform !== "win32" || left === 0 || exists(to)) throw error;
      pause(100); // On Windows a virus scanner or an indexer may still read a new file.
    }
  }
}

/** The error for a path that was created by somebody else meanwhile. */
export function occupied(path: string): UserError {
  return new UserError(
    `${shown(path, 400)} was created by another program during this run.`,
    "It was not changed, and nothing was written. Choose another folder.",
  );
}
