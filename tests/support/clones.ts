// Clones from GitHub: an upstream repository with the files that GitHub offers, and a clone of it.
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { runHere, type Recorded } from "./in-process.ts";
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

/** Returns a function that copies a clone with these files. Git creates the first one of each kind. */
export function clonesForThisFile(): (files: Record<string, string>) => Promise<{ folder: string }> {
  const place = mkdtempSync(join(tmpdir(), "backend-starter-clones-"));
  afterAll(() => rmSync(place, { recursive: true, force: true }));
  const made = new Map<string, { folder: string }>();
  return async (files) => {
    const kind = JSON.stringify(files);
    const first = made.get(kind) ?? (await clone(files, { parent: mkdtempSync(join(place, "clone-")) }));
    made.set(kind, first);
    const folder = join(temporary(), "our-class");
    cpSync(first.folder, folder, { recursive: true });
    return { folder };
  };
}

/** Creates a project, whose author is not asked of Git. */
export function createByAnn(folder: string): Promise<Recorded> {
  return runHere([folder, "--yes", "--author", "Ann"]);
}

export async function commitAll(folder: string, name: string, text: string): Promise<void> {
  writeFileSync(join(folder, name), text);
  await git(folder, "add", "--all");
  await git(folder, "commit", "--quiet", "--message", "More");
}
