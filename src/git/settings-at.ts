// Settings at a place: what Git's conditions on the folder (includeIf "gitdir:...") bring into a repo that is not there yet.
import { execFile } from "node:child_process";
import { realpathSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, isAbsolute, join, resolve } from "node:path";
import { inScratch, type Scratch } from "../system/scratch.ts";
import { branch } from "./git-branch.ts";
import { gitEnvironment, withSettings, type Setting } from "./git-environment.ts";

/** A place for a repo. */
export interface Place {
  /** Where the repo will be; absolute. */
  target: string;
  /** The nearest folder that exists there. */
  here: string;
}

/** A condition of the user's, and the file that it brings. */
interface Condition {
  /** "gitdir:~/code/" */
  condition: string;
  /** Of the settings that hold it; empty for the environment. */
  origin: string;
  path: string;
}

/**
 * The settings that make Git behave in another folder as it will at the place. Git itself decides: each condition is moved to
 * a folder of temporary files, where a repo lies that has the place's path.
 */
export async function settingsAt(place: Place): Promise<Setting[]> {
  if (process.platform === "win32") return []; // Paths there cannot be moved below another folder.
  const conditions = await conditionsIn(place.here);
  if (conditions.length === 0) return [];
  return inStandIn(place, async (repos, scratch) => {
    const active = new Set((await Promise.all(repos.map((repo) => activeIn(repo, scratch, conditions)))).flat());
    return conditions.filter((_, at) => active.has(at)).map(({ path, origin }) => ["include.path", fileOf(path, origin)]);
  });
}

/** Works with repos on our first branch whose paths end with the place's: the one that it really has, and the one that was typed. */
export function inStandIn<T>({ target, here }: Place, work: (repos: string[], scratch: Scratch) => Promise<T>): Promise<T> {
  const real = join(realpathSync(here), target.slice(here.length));
  return inScratch((scratch) => {
    const paths = [...new Set([real, target])];
    for (const path of paths) {
      for (const part of ["objects", "refs"]) scratch.write(join(path, ".git", part, ".keep"), "");
      scratch.write(join(path, ".git/HEAD"), `ref: refs/heads/${branch}\n`);
    }
    return work(paths.map((path) => join(scratch.folder, path)), scratch);
  });
}

/** Git's answer; empty where it fails, or cannot even be started. simple-git would take longer to load than Git to answer. */
export function askGit(folder: string, args: string[], env: Record<string, string> = gitEnvironment()): Promise<string> {
  const options = { cwd: folder, env, timeout: 120_000 };
  const asked = new Promise<string>((done) => execFile("git", args, options, (error, said) => done(error === null ? said : "")));
  return asked.catch(() => "");
}

async function conditionsIn(folder: string): Promise<Condition[]> {
  const said = await askGit(folder, ["config", "--show-origin", "-z", "--get-regexp", "^includeif\\.gitdir"]);
  const parts = said.split("\0");
  return parts.flatMap((entry, at) => {
    const [, condition = "", path = ""] = /^includeif\.(gitdir.*)\.path\n(.*)$/s.exec(entry) ?? [];
    return condition === "" ? [] : [{ condition, path, origin: (parts[at - 1] ?? "").replace(/^file:|^command line:.*/s, "") }];
  });
}

/** The conditions that hold in a repo in a scratch folder, by their numbers. */
async function activeIn(repo: string, { folder, write }: Scratch, conditions: Condition[]): Promise<number[]> {
  const settings = conditions.map((condition, at): Setting => {
    const file = `${at}.settings`;
    write(file, `[place]\n\tholds = ${at}\n`);
    return [`includeIf.${movedTo(folder, condition)}.path`, join(folder, file)];
  });
  const said = await askGit(repo, ["config", "--get-all", "place.holds"], withSettings(gitEnvironment(), settings));
  return said.split("\n").filter((line) => line !== "").map(Number);
}

/** The same condition below the root. A pattern that begins at no folder holds anywhere, and stays as it is. */
function movedTo(root: string, { condition, origin }: Condition): string {
  const at = condition.indexOf(":") + 1;
  const pattern = condition.slice(at);
  const moved = pattern.startsWith("~/") ? join(realpathSync(homedir()), pattern.slice(1))
    : pattern.startsWith("./") ? join(dirname(origin), pattern.slice(1))
    : pattern;
  return condition.slice(0, at) + (isAbsolute(moved) ? root + moved : pattern);
}

/** A path is seen from the settings that hold it; Git itself knows what "~" is. */
function fileOf(path: string, origin: string): string {
  return path.startsWith("~") || isAbsolute(path) ? path : resolve(dirname(origin), path);
}
