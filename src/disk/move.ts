// Move: one entry of a staged project is brought to its target, in an order that lets only one of two runs through.
import { readdirSync, renameSync } from "node:fs";
import { shown } from "../shown.ts";
import { UserError } from "../user-error.ts";
import { exists } from "./file-id.ts";
import { pause } from "./pause.ts";

/**
 * Folders first, Git's last. A folder cannot be renamed onto one that holds something, on any system: of two runs that
 * fill the same folder, only one gets past the first.
 */
export function inMovingOrder(project: string): string[] {
  const entries = readdirSync(project, { withFileTypes: true });
  const rank = (entry: (typeof entries)[number]) => (entry.name === ".git" ? 2 : entry.isDirectory() ? 0 : 1);
  return entries.sort((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1)).map(({ name }) => name);
}

/** @throws UserError where the name is taken */
export function move(from: string, to: string): void {
  if (exists(to)) throw occupied(to);
  for (let left = 20; ; left -= 1) {
    try {
      renameSync(from, to);
      return;
    } catch (error) {
      if (process.platform !== "win32" || left === 0 || exists(to)) throw error;
      pause(100); // Windows: a virus scanner or an indexer still reads what was just written.
    }
  }
}

/** The refusal of a path that somebody else took meanwhile. */
export function occupied(path: string): UserError {
  return new UserError(`${shown(path, 400)} appeared while we were working.`, "It was left as it is, and nothing of ours was kept. Choose another folder.");
}
