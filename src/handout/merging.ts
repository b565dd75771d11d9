// Merging: an update of the starter into the work of a student, in the store and without a working folder.
import { gitEnvironment } from "../git/git-environment.ts";
import { UserError } from "../user-error.ts";
import type { Update } from "./new-starter.ts";
import { contains, type Store } from "./store.ts";

/** What an update means for a student. */
export type Merge =
  | { state: "up to date" }
  /** The starter is not in the student's history. */
  | { state: "unrelated" }
  /** The commit that has both. */
  | { state: "clean"; commit: string }
  | { state: "conflicts"; files: string[] };

/**
 * Merges an update into a commit of a student's.
 * @throws UserError for a Git that is too old
 */
export async function merged(store: Store, current: string, root: string, update: Update): Promise<Merge> {
  if (await contains(store, current, update.commit)) return { state: "up to date" };
  if (!(await contains(store, current, root))) return { state: "unrelated" };
  const { tree, files } = await mergeTree(store, current, update.commit);
  if (files.length > 0) return { state: "conflicts", files };
  // Merged as one new commit, whose history does not say so.
  if (tree === (await store.git(["rev-parse", `${current}^{tree}`])).trim()) return { state: "up to date" };
  const message = `Merge update ${update.number} of the starter`;
  const env = { ...gitEnvironment(), ...update.identity };
  const words = ["commit-tree", "-m", message, "-p", current, "-p", update.commit, tree];
  return { state: "clean", commit: (await store.git(words, { env })).trim() };
}

/** https://git-scm.com/docs/git-merge-tree: exit code 1 and the names of the files if there are conflicts. */
async function mergeTree(store: Store, ours: string, theirs: string): Promise<{ tree: string; files: string[] }> {
  try {
    const words = ["merge-tree", "--write-tree", "-z", "--name-only", "--no-messages", ours, theirs];
    const [tree = "", ...files] = (await store.git(words, { answers: [1] })).split("\0");
    return { tree, files: files.filter((file) => file !== "") };
  } catch (error) {
    if (error instanceof UserError && /usage:|unknown option/i.test(error.message))
      throw new UserError("This Git cannot merge without a folder.", "Install Git 2.38 or newer.");
    throw error;
  }
}
