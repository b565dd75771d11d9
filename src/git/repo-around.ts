// Repo around a folder: work tree, bare repo or .git, also one that Git cannot read or does not trust.
import { existsSync, lstatSync, readdirSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { gitEnvironment } from "./git-environment.ts";
import { git } from "./git-run.ts";

/** Where the repo is that a folder lies in: its work tree, or the folder that holds its data; undefined where there is none. */
export async function repoAround(folder: string): Promise<string | undefined> {
  try {
    const said = await inEnglish(folder, "rev-parse", "--is-inside-work-tree", "--absolute-git-dir");
    const [inWorkTree, ...gitDir] = said.split("\n");
    return inWorkTree === "true" ? await workTreeOf(folder) : gitDir.join("\n");
  } catch (error) {
    return refusedRepo(String(error)) ?? repoOnDisk(folder);
  }
}

/** @throws Error with what Git said, where it finds no work tree there */
export function workTreeOf(folder: string): Promise<string> {
  return inEnglish(folder, "rev-parse", "--show-toplevel");
}

/** The repo that Git found and does not use: another user owns it, or its settings forbid bare ones. */
export function refusedRepo(said: string): string | undefined {
  return /(?:dubious ownership in repository at|cannot use bare repository) '(.*)'/.exec(said)?.[1];
}

/** What looks like a repo, though Git may not read it: damaged, of a newer format, or Git is not there. */
export function repoOnDisk(folder: string, env: NodeJS.ProcessEnv = process.env): string | undefined {
  const ceilings = (env.GIT_CEILING_DIRECTORIES ?? "").split(delimiter);
  const disk = lstatSync(folder).dev;
  for (let at = folder; ; at = dirname(at)) {
    if (lstatSync(at).dev !== disk || ceilings.includes(at)) return undefined;
    if (holdsRepo(join(at, ".git")) || isBare(at)) return at;
    if (dirname(at) === at) return undefined;
  }
}

/** A file leads to a repo elsewhere; a folder without anything in it is none. */
function holdsRepo(path: string): boolean {
  try {
    return !lstatSync(path).isDirectory() || readdirSync(path).length > 0;
  } catch {
    return false; // Not there, or closed to us and so to Git.
  }
}

function isBare(folder: string): boolean {
  return ["HEAD", "objects", "refs"].every((name) => existsSync(join(folder, name)));
}

async function inEnglish(folder: string, ...args: string[]): Promise<string> {
  return (await git(folder).env({ ...gitEnvironment(), LC_ALL: "C" }).raw(...args)).trim();
}
