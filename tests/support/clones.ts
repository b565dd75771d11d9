// Clones from GitHub: an upstream repository with the files that GitHub offers, and a clone of it.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { git, temporary } from "./sandbox.ts";

export const mit = "MIT License\n\nCopyright (c) 2026 octocat\n\nPermission is hereby granted, free of charge, ...\n";
/** Files that GitHub puts into a new repository. */
export const githubFiles = { LICENSE: mit, ".gitignore": "# Logs\nlogs\n*.log\n\nnode_modules/\n!keep\n", "README.md": "# our-class\nThe homework of Ann and Bob.\n" };

/** Creates an upstream repository with some files on a branch, and a clone of it. */
export async function clone(files: Record<string, string>, { branch = "trunk", parent = temporary() } = {}): Promise<{ folder: string; upstream: string }> {
  const [upstream, first, folder] = ["upstream.git", "first", "our-class"].map((name) => join(parent, name)) as [string, string, string];
  await git(parent, "init", "--quiet", "--bare", `--initial-branch=${branch}`, upstream);
  if (Object.keys(files).length > 0) {
    await git(parent, "clone", "--quiet", upstream, first);
    for (const [name, text] of Object.entries(files)) writeFileSync(join(first, name), text);
    await git(first, "add", "--all");
    await git(first, "commit", "--quiet", "--message", "Initial commit");
    await git(first, "push", "--quiet", "origin", `HEAD:${branch}`);
  }
  await git(parent, "clone", "--quiet", upstream, folder);
  return { folder, upstream };
}
