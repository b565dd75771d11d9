// Repository files: the files of a folder that its repository has or would add, or all files if it is none.
import { lstatSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { git } from "./git-run.ts";

/** Paths with "/", sorted, without ignored files and `.git`. */
export async function filesOfRepo(folder: string): Promise<string[]> {
  const question = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
  const listed = await git(folder, question).catch(() => undefined);
  const files = listed === undefined ? filesIn(folder, "") : listed.split("\0").filter((path) => path !== "");
  // A listed file may have been deleted, and a link may lead out of the folder.
  const isThere = (path: string) => lstatSync(join(folder, path), { throwIfNoEntry: false })?.isFile() === true;
  return [...new Set(files)].filter(isThere).sort();
}

function filesIn(folder: string, below: string): string[] {
  return readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const path = below === "" ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) return [".git", "node_modules"].includes(entry.name) ? [] : filesIn(folder, path);
    return entry.isFile() ? [path] : [];
  });
}
