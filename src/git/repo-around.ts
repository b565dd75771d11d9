// Surrounding repository: a work tree, bare repository or .git around a folder, even if Git cannot read or does not
// trust it.
import { existsSync, lstatSync, readdirSync, realpathSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { gitEnvironment } from "./git-environment.ts";
import { git } from "./git-run.ts";

/** The work tree around a folder, or the folder of its data; undefined if there is none. */
export async function repoAround(folder: string): Promise<string | undefined> {
  if (!looksLikeRepo(folder)) return undefined; // To start Git takes longer than to look.
  try {
    const said = await inEnglish(folder, "rev-parse", "--is-inside-work-tree", "--absolute-git-dir");
    const [inWorkTree, ...gitDir] = said.split("\n");
    return inWorkTree === "true" ? await workTreeOf(folder) : gitDir.join("\n");
  } catch (error) {
    return refusedRepo(String(error)) ?? repoOnDisk(folder);
  }
}

/** @throws Error with Git's output if it finds no work tree */
export function workTreeOf(folder: string): Promise<string> {
  return inEnglish(folder, "rev-parse", "--show-toplevel");
}

/** A repository that Git found but does not use: another user owns it, or settings forbid bare ones. */
export function refusedRepo(said: string): string | undefined {
  return /(?:dubious ownership in repository at|cannot use bare repository) '(.*)'/.exec(said)?.[1];
}

/** What looks like a repository although Git may not read it: damaged, in a newer format, or Git is missing. */
export function repoOnDisk(folder: string, env: NodeJS.ProcessEnv = process.env): string | undefined {
  const ceilings = (env.GIT_CEILING_DIRECTORIES ?? "").split(delimiter);
  const disk = lstatSync(folder).dev;
  for (let at = folder; ; at = dirname(at)) {
    if (lstatSync(at).dev !== disk || ceilings.includes(at)) return undefined;
    if (holdsRepo(join(at, ".git")) || isBare(at)) return at;
    if (dirname(at) === at) return undefined;
  }
}

/** Whether this folder or one above it has a `.git` of any kind, or what a bare repository has, or cannot be read. */
export function looksLikeRepo(folder: string): boolean {
  try {
    for (let at = realpathSync(folder); ; at = dirname(at)) {
      if (lstatSync(join(at, ".git"), { throwIfNoEntry: false }) !== undefined || isBare(at)) return true;
      if (dirname(at) === at) return false;
    }
  } catch {
    return true; // Git says why.
  }
}

/** A file points to a repository elsewhere; an empty folder is none. */
function holdsRepo(path: string): boolean {
  try {
    return !lstatSync(path).isDirectory() || readdirSync(path).length > 0;
  } catch {
    return false; // Missing, or not readable for us and Git.
  }
}

function isBare(folder: string): boolean {
  return ["HEAD", "objects", "refs"].every((name) => existsSync(join(folder, name)));
}

async function inEnglish(folder: string, ...args: string[]): Promise<string> {
  return (await git(folder, args, { env: { ...gitEnvironment(), LC_ALL: "C" } })).trim();
}
