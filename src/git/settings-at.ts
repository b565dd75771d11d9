// Settings at a place: Git settings that depend on the folder (includeIf "gitdir:..."), for a repository that does not
// exist yet.
import { existsSync, realpathSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, isAbsolute, join, resolve } from "node:path";
import { inScratch, type Scratch } from "../system/scratch.ts";
import { branch, git } from "./git-run.ts";
import { gitEnvironment, withSettings, type Setting } from "./git-environment.ts";

export interface Place {
  target: string;
  here: string;
}

/** A conditional setting of the user's, and the file that it includes. */
interface Condition {
  condition: string;
  /** The settings file that contains it; empty for the environment. */
  origin: string;
  path: string;
}

/**
 * The settings that make Git behave in another folder as it will at the place. Git itself evaluates the conditions:
 * each is moved to a temporary folder that holds a repository with the same path.
 */
export async function settingsAt(place: Place): Promise<Setting[]> {
  if (process.platform === "win32") return []; // A Windows path cannot be moved below another folder.
  const conditions = await conditionsIn(place.here);
  if (conditions.length === 0) return [];
  return inStandIn(place, async (repos, scratch) => {
    const active = new Set((await Promise.all(repos.map((repo) => activeIn(repo, scratch, conditions)))).flat());
    return conditions
      .filter((_, at) => active.has(at))
      .map(({ path, origin }) => ["include.path", fileOf(path, origin)]);
  });
}

/** Works with temporary repositories whose paths end with the place's: its real path and the typed one. */
export function inStandIn<T>(
  { target, here }: Place,
  work: (repos: string[], scratch: Scratch) => Promise<T>,
): Promise<T> {
  const real = join(realpathSync(here), target.slice(here.length));
  return inScratch((scratch) => {
    const paths = [...new Set([real, target])];
    for (const path of paths) {
      for (const part of ["objects", "refs"]) scratch.write(join(path, ".git", part, ".keep"), "");
      scratch.write(join(path, ".git/HEAD"), `ref: refs/heads/${branch}\n`);
    }
    return work(
      paths.map((path) => join(scratch.folder, path)),
      scratch,
    );
  });
}

/** Git's output; empty if it fails or cannot start. */
export async function askGit(folder: string, args: string[], env?: Record<string, string>): Promise<string> {
  return git(folder, args, { env, limit: 120_000 }).catch(() => "");
}

async function conditionsIn(folder: string): Promise<Condition[]> {
  const said = await askGit(folder, ["config", "--show-origin", "-z", "--get-regexp", "^includeif\\.gitdir"]);
  const parts = said.split("\0");
  return parts.flatMap((entry, at) => {
    const [, condition = "", path = ""] = /^includeif\.(gitdir.*)\.path\n(.*)$/s.exec(entry) ?? [];
    return condition === ""
      ? []
      : [{ condition, path, origin: (parts[at - 1] ?? "").replace(/^file:|^command line:.*/s, "") }];
  });
}

/** The numbers of the conditions that are true in a temporary repository. */
async function activeIn(repo: string, { folder, write }: Scratch, conditions: Condition[]): Promise<number[]> {
  const settings = conditions.map((condition, at): Setting => {
    const file = `${at}.settings`;
    write(file, `[place]\n\tholds = ${at}\n`);
    return [`includeIf.${movedTo(folder, condition)}.path`, join(folder, file)];
  });
  const said = await askGit(repo, ["config", "--get-all", "place.holds"], withSettings(gitEnvironment(), settings));
  return said.split("\n").filter((line) => line !== "").map(Number);
}

/** The same condition below the root. A pattern without a leading folder matches anywhere and stays unchanged. */
function movedTo(root: string, { condition, origin }: Condition): string {
  const at = condition.indexOf(":") + 1;
  const pattern = condition.slice(at);
  const moved = pattern.startsWith("~/") ? join(home(), pattern.slice(1))
    : pattern.startsWith("./") ? join(dirname(origin), pattern.slice(1))
    : pattern;
  return condition.slice(0, at) + (isAbsolute(moved) ? root + moved : pattern);
}

/** What Git takes for "~", with links resolved as it does; a folder that does not exist as it is written. */
function home(): string {
  const folder = process.env.HOME || homedir();
  return existsSync(folder) ? realpathSync(folder) : folder;
}

/** A path is relative to the settings that contain it; Git itself expands "~". */
function fileOf(path: string, origin: string): string {
  return path.startsWith("~") || isAbsolute(path) ? path : resolve(dirname(origin), path);
}
