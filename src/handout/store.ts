// Store: one bare repository for a class, with a branch for each student on one shared root.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { privateFolder } from "../disk/private-files.ts";
import { git, lookAtGit, tail, type GitOptions } from "../git/git-run.ts";
import { shown } from "../shown.ts";
import { missing, missingError } from "../system/fixes.ts";
import { UserError } from "../user-error.ts";

export const storeFolder = "store.git";

/** The starter as it was handed out last. */
export const starterRef = "refs/starter/main";

export interface Store {
  path: string;
  git: (args: string[], more?: Pick<GitOptions, "input" | "env" | "answers">) => Promise<string>;
}

/** The store of an assignment, as it is. A Git that fails is a UserError, and Ctrl-C ends it. */
export function storeIn(folder: string, stop: AbortSignal): Store {
  const path = join(folder, storeFolder);
  const run = async (args: string[], more?: Pick<GitOptions, "input" | "env" | "answers">) => {
    try {
      return await git(path, ["--git-dir=.", ...args], { ...more, stop });
    } catch (error) {
      stop.throwIfAborted();
      if (!existsSync(join(path, "HEAD")))
        throw new UserError(
          `${shown(path, 300)} is missing or damaged.`,
          "Restore it from a copy, or move what is left of it away and type assignment handout.",
        );
      throw new UserError(`Git failed in ${storeFolder}. It said: ${tail(error)}`);
    }
  };
  return { path, git: run };
}

/** @throws UserError if Git is missing, or does not work */
export async function checkGit(folder: string, stop: AbortSignal): Promise<void> {
  const found = await lookAtGit(folder, stop);
  stop.throwIfAborted();
  if (found === undefined) throw missingError(missing("git"));
  if (found.problem !== undefined) throw new UserError(`Git does not work here. It said: ${found.problem}`);
}

/**
 * Creates the store of an assignment unless it is there, with the starter's newest commit as the shared root.
 * @param starter the folder of the starter's repository
 * @throws UserError if Git refuses
 */
export async function openStore(folder: string, starter: string, root: string, stop: AbortSignal): Promise<Store> {
  const store = storeIn(folder, stop);
  try {
    // No student is called "_": HEAD is nobody's branch. Hooks of templates have nothing to do here.
    privateFolder(folder, storeFolder);
    if (!existsSync(join(store.path, "HEAD")))
      await createBare(store.path, stop);
    if ((await refsOf(store, starterRef)).size === 0)
      await store.git(["fetch", "--quiet", "--no-tags", "--no-write-fetch-head", starter, `${root}:${starterRef}`]);
    return store;
  } catch (error) {
    stop.throwIfAborted();
    if (error instanceof UserError) throw error;
    throw new UserError(`Git cannot make the store ${storeFolder}. It said: ${tail(error)}`);
  }
}

/** Nobody pushes into it: a branch is what a student got, also if somebody works in a clone of the store. */
async function createBare(path: string, stop: AbortSignal): Promise<void> {
  await git(path, ["-c", "init.defaultBranch=_", "init", "--quiet", "--bare", "--template=", "."], { stop });
  await git(path, ["--git-dir=.", "config", "receive.hideRefs", "refs"], { stop });
}

/** The refs below a prefix: name without the prefix -> commit. */
export async function refsOf({ git }: Store, prefix: string): Promise<Map<string, string>> {
  const listed = await git(["for-each-ref", "--format=%(objectname) %(refname)", prefix]);
  const lines = listed.split("\n").filter((line) => line !== "");
  return new Map(
    lines.map((line) => {
      const [commit = "", name = ""] = line.split(" ");
      return [name.slice(prefix.length), commit];
    }),
  );
}

/**
 * The text of a file in a commit; undefined if it has none of that name, or a link.
 * @throws UserError if it is not UTF-8
 */
export async function fileAt({ git }: Store, commit: string, path: string): Promise<string | undefined> {
  const entry = await git(["ls-tree", "-z", commit, "--", path]);
  if (!entry.startsWith("100")) return undefined;
  const text = await git(["cat-file", "blob", `${commit}:${path}`]);
  if (!text.includes("\uFFFD")) return text;
  throw new UserError(`${path} in the starter is not UTF-8.`, "Save it as UTF-8, and commit it.");
}

/** Whether a commit is in the history of another. */
export async function contains({ git }: Store, commit: string, old: string): Promise<boolean> {
  return (await git(["merge-base", commit, old], { answers: [1] })).trim() === old;
}

/** Every fetch leaves a pack of its own; some are joined when there are many. */
export async function tidy({ git }: Store): Promise<void> {
  const packs = /^packs: (\d+)$/m.exec(await git(["count-objects", "-v"]))?.[1];
  if (Number(packs) > 50) await git(["repack", "--quiet", "-d", "--geometric=2"]);
}
