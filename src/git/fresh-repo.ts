// Fresh repository: an existing `.git` that can take the first commit.
import { shown } from "../shown.ts";
import { UserError } from "../user-error.ts";
import { answer } from "./git-run.ts";
import { checkUntrusted, elsewhere, listed, read, refuseIf } from "./untrusted-repo.ts";

export interface FreshRepo {
  branch: string;
  origin?: string;
}

/**
 * Checks the repository of a folder.
 * @param files every file in the folder except editor settings; the newest commit must hold exactly these
 * @throws UserError unless the repository has no commit, or only GitHub's first one; the message says why
 */
export async function checkFreshRepo(folder: string, files: string[]): Promise<FreshRepo> {
  await checkUntrusted(folder);
  const branch = await answer(read(folder, "symbolic-ref", "--short", "HEAD"));
  if (branch === undefined) throw new UserError(`The repo in ${shown(folder, 400)} has no current branch.`, elsewhere);
  const hasCommit = (await answer(read(folder, "rev-parse", "--verify", "--quiet", "HEAD"))) !== undefined;
  await (hasCommit ? checkCommitted(folder, files) : checkUnborn(folder, branch, files));
  return { branch, origin: await answer(read(folder, "config", "--get", "remote.origin.url")) };
}

async function checkCommitted(folder: string, files: string[]): Promise<void> {
  const committed = blobsIn(await read(folder, "ls-tree", "-r", "-z", "HEAD"));
  refuseIf(
    [...committed.keys()].find((path) => !files.includes(path)),
    (path) => `The repo in ${shown(folder, 400)} holds ${shown(path, 400)}, so it is not a fresh one.`,
  );
  const status = await read(folder, "status", "--porcelain", "-z", "--untracked-files=all", "--", ...files);
  const staged = listed(status).map((entry) => entry.slice(3));
  // `git status` omits ignored files and files that Git was told to skip, so the content is compared.
  const ids = await Promise.all(files.map((path) => read(folder, "hash-object", `--path=${path}`, "--", path)));
  const changed = files.find((path, at) => ids[at]?.trim() !== committed.get(path));
  refuseIf(
    staged[0] ?? changed,
    (path) => `${shown(path, 400)} in ${shown(folder, 400)} is not committed, and would be replaced.`,
  );
}

async function checkUnborn(folder: string, branch: string, files: string[]): Promise<void> {
  refuseIf(
    files[0],
    (path) => `${shown(path, 400)} in ${shown(folder, 400)} is not committed, and would be replaced.`,
  );
  refuseIf(
    listed(await read(folder, "ls-files", "-z"))[0],
    (path) => `The repo in ${shown(folder, 400)} has ${shown(path, 400)} staged.`,
  );
  refuseIf(
    (await read(folder, "for-each-ref", "--count=1", "--format=%(refname:short)")).trim(),
    (name) => `The repo in ${shown(folder, 400)} has commits on ${shown(name)}, but none on ${shown(branch)}.`,
  );
}

/** Parses `ls-tree -r -z`, "<mode> <type> <id>\t<path>": path -> id. */
function blobsIn(answer: string): Map<string, string> {
  return new Map(
    listed(answer).map((entry) => {
      const tab = entry.indexOf("\t"); // The path after this tab may contain tabs too.
      return [entry.slice(tab + 1), entry.slice(0, tab).split(" ")[2] ?? ""];
    }),
  );
}
