// New starter: the starter as it is on disk, as a commit on what was handed out before.
import { join } from "node:path";
import { git, tail } from "../git/git-run.ts";
import { gitEnvironment } from "../git/git-environment.ts";
import { shown } from "../shown.ts";
import { inScratch } from "../system/scratch.ts";
import { UserError } from "../user-error.ts";
import { repoOfStarter } from "./starter.ts";
import { starterRef, type Store } from "./store.ts";

/** What the students do not have yet. */
export interface Update {
  /** 1 for the first update of an assignment. */
  number: number;
  /** A commit on the starter before it. */
  commit: string;
  files: string[];
  /** The author of our commits, as variables of Git. */
  identity: Record<string, string>;
}

/**
 * The update of a starter, also if its changes are not committed. No ref of the store changes.
 * @returns undefined if the starter is what was handed out last
 * @throws UserError if Git refuses
 */
export async function newStarter(
  folder: string,
  store: Store,
  root: string,
  stop: AbortSignal,
): Promise<Update | undefined> {
  const identity = await identityOf(store, root, new Date());
  const before = (await store.git(["rev-parse", starterRef])).trim();
  const starter = repoOfStarter(folder);
  const carrier = await carrierOf(starter, identity, stop);
  const options = ["--quiet", "--no-tags", "--no-write-fetch-head", "--no-recurse-submodules"];
  await store.git(["fetch", ...options, starter, carrier]);
  const files = changedIn(await store.git(["diff-tree", "-r", "-z", "--raw", "--no-renames", before, carrier]));
  const number = Number(await store.git(["rev-list", "--count", "--first-parent", `${root}..${before}`])) + 1;
  if (files.length === 0) return undefined;
  const message = `Update ${number} of the starter`;
  const env = { ...gitEnvironment(), ...identity };
  const commit = (await store.git(["commit-tree", "-m", message, "-p", before, `${carrier}^{tree}`], { env })).trim();
  return { number, commit, files, identity };
}

/**
 * The paths of `diff-tree --raw`, which follow ":<mode> <mode> <id> <id> <status>".
 * @throws UserError for a repository in the starter, of which Git would send only a link
 */
function changedIn(raw: string): string[] {
  const parts = raw.split("\0").slice(0, -1);
  const files = parts.filter((_, at) => at % 2 === 1);
  const nested = files.find((_, at) => /^:(?!160000)\d+ 160000/.test(parts[at * 2] ?? ""));
  if (nested === undefined) return files;
  throw new UserError(`${shown(nested)} in the starter is a repository of its own.`, "Remove its folder .git.");
}

/** The update that was sent last, for those who do not have it yet; undefined if there was none. */
export async function lastUpdate(store: Store, root: string): Promise<Update | undefined> {
  const commit = (await store.git(["rev-parse", starterRef])).trim();
  if (commit === root) return undefined;
  const number = Number(await store.git(["rev-list", "--count", "--first-parent", `${root}..${commit}`]));
  const changed = await store.git(["diff-tree", "-r", "-z", "--name-only", `${commit}^`, commit]);
  const files = changed.split("\0").filter((path) => path !== "");
  return { number, commit, files, identity: await identityOf(store, commit) };
}

/** A commit without parents with the starter's files as they are; nothing points to it, and the index stays as is. */
async function carrierOf(starter: string, identity: Record<string, string>, stop: AbortSignal): Promise<string> {
  try {
    return await inScratch(async (scratch) => {
      const env = { ...gitEnvironment(), ...identity, GIT_INDEX_FILE: join(scratch.folder, "index") };
      const run = async (...args: string[]) => (await git(starter, args, { env, stop })).trim();
      await run("read-tree", "HEAD");
      await run("add", "--all", ".");
      return run("commit-tree", "-m", "Starter", await run("write-tree"));
    });
  } catch (error) {
    stop.throwIfAborted();
    throw new UserError(`Git cannot read the starter. It said: ${tail(error)}`);
  }
}

/** The committer of a commit, at its time unless another is given: the same merge has the same id each time. */
async function identityOf(store: Store, commit: string, time?: Date): Promise<Record<string, string>> {
  const said = await store.git(["show", "-s", "--format=%cn%n%ce%n%ct", commit]);
  const [name = "", email = "", seconds = ""] = said.split("\n");
  const date = `@${time === undefined ? seconds : Math.floor(time.getTime() / 1_000)} +0000`;
  const both = Object.entries({ NAME: name, EMAIL: email, DATE: date });
  const as = (role: string) => both.map(([what, value]) => [`GIT_${role}_${what}`, value] as const);
  return Object.fromEntries([...as("AUTHOR"), ...as("COMMITTER")]);
}
