// Project to publish: three generated files with a first commit, created once for a test file, and a GitHub to publish it on.
import { cpSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, afterEach, expect } from "vitest";
import { startGitHub, token, type GitHub } from "./github.ts";
import { environmentForEach, runHere, small } from "./in-process.ts";
import { ann, cleanEnvironment, git, names, temporary } from "./sandbox.ts";

/** The files to which a publication adds links. */
export const linked = [".backend-starter.json", "README.md", "package.json"];

/** A GitHub for the tests of a file, empty before each of them, to which Ann has a token. */
export async function githubForThisFile(): Promise<GitHub> {
  const github = await startGitHub();
  afterAll(() => github.close());
  afterEach(() => expect(github.defects).toEqual([]));
  environmentForEach(() => {
    github.reset();
    return cleanEnvironment(ann, { ...github.env, GITHUB_TOKEN: token });
  });
  return github;
}

/** Returns a function that creates a project in a new folder: a copy of the first one. */
export function projectForThisFile(): () => Promise<string> {
  let first: string | undefined;
  afterAll(() => {
    if (first !== undefined) rmSync(dirname(first), { recursive: true });
  });
  return async () => {
    const folder = join(temporary(), "my-blog");
    first ??= await firstProject(join(mkdtempSync(join(tmpdir(), "backend-starter-first-")), "my-blog"));
    cpSync(first, folder, { recursive: true });
    return folder;
  };
}

/** Only the files that publish reads, because copies of the others would take most of the time. */
async function firstProject(folder: string): Promise<string> {
  expect((await runHere([folder, ...small, "--no-git"])).exitCode).toBe(0);
  for (const name of names(folder)) if (!linked.includes(name)) rmSync(join(folder, name), { recursive: true });
  await git(folder, "init", "--quiet", "--initial-branch", "main", "--template=");
  mkdirSync(join(folder, ".git/hooks"));
  await commitAll(folder, "First commit");
  return folder;
}

export async function commitAll(folder: string, message: string): Promise<void> {
  await git(folder, "add", "--all");
  await git(folder, "commit", "--quiet", "--message", message);
}
