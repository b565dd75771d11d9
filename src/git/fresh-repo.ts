// Fresh repository: an existing `.git` that can take the first commit. Its settings and hooks are untrusted: an archive
// can
// bring any, and Git would run what they name.
import { existsSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { missing, missingError } from "../system/fixes.ts";
import { shown } from "../shown.ts";
import { UserError } from "../user-error.ts";
import { gitEnvironment } from "./git-environment.ts";
import { answer, git, GitError, tail } from "./git-run.ts";

export interface FreshRepo {
  branch: string;
  origin?: string;
}

/** Settings that run nothing: those written by `git init`, `git clone`, gh and editors. */
const harmless = [
  /^core\.(repositoryformatversion|filemode|bare|logallrefupdates|ignorecase)$/i,
  /^core\.(precomposeunicode|symlinks|autocrlf|eol|longpaths)$/i,
  /^user\.(name|email)$/i,
  /^remote\..*\.(url|pushurl|fetch|gh-resolved|tagopt)$/is,
  /^branch\..*\.(remote|merge|rebase|vscode-merge-base|description)$/is,
  /^(pull|push|init|lfs|color)\..*$/is,
  /^submodule\.active$/i,
];

/** Hooks that `git add` and `git commit` run. */
const hooks = [
  "pre-commit",
  "prepare-commit-msg",
  "commit-msg",
  "post-commit",
  "post-index-change",
  "reference-transaction",
  "pre-auto-gc",
];

/** Files that Git keeps during an unfinished operation. */
const unfinished = ["MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "rebase-merge", "rebase-apply", "index.lock"];
const elsewhere = "Create the project in a new folder, and copy what you want into this one.";

/**
 * Checks the repository of a folder.
 * @param files every file in the folder except editor settings; the newest commit must hold exactly these
 * @throws UserError unless the repository has no commit, or only GitHub's first one; the message says why
 */
export async function checkFreshRepo(folder: string, files: string[]): Promise<FreshRepo> {
  refuseIf(
    specialIn(folder),
    (name) => `The repo in ${shown(folder, 400)} holds ${shown(name, 400)}, which is neither a file nor a folder.`,
  );
  refuseIf(
    readdirSync(join(folder, ".git")).find((name) => unfinished.includes(name)),
    (name) => `Git has an unfinished operation in ${shown(folder, 400)} (.git/${name}).`,
  );
  refuseIf(
    ["commondir", "config.worktree"].find((name) => existsSync(join(folder, ".git", name))),
    (name) => `The repo in ${shown(folder, 400)} uses the settings of another one (.git/${name}).`,
  );
  refuseIf(
    hooks.find((name) => existsSync(join(folder, ".git", "hooks", name))),
    (name) => `The repo in ${shown(folder, 400)} has a hook (.git/hooks/${name}), which a first commit would run.`,
  );
  const settings = await read(
    folder,
    "config",
    "--file",
    join(".git", "config"),
    "--no-includes",
    "--name-only",
    "--list",
    "-z",
  );
  refuseIf(
    listed(settings).find((key) => !harmless.some((setting) => setting.test(key))),
    (key) => `The repo in ${shown(folder, 400)} has its own setting (${shown(key)}).`,
  );
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

/** The path of an entry in `.git` that is neither a file nor a folder: reading a pipe would never end. */
function specialIn(folder: string): string | undefined {
  const entries = readdirSync(join(folder, ".git"), { recursive: true, withFileTypes: true });
  const found = entries.find((entry) => !entry.isFile() && !entry.isDirectory());
  return found && relative(folder, join(found.parentPath, found.name));
}

function refuseIf(found: string | undefined, problem: (found: string) => string): void {
  if (found !== undefined && found !== "") throw new UserError(problem(found), elsewhere);
}

/**
 * Git's output. Questions change nothing in the repository.
 * @throws UserError with Git's last line if Git is missing or fails
 */
async function read(folder: string, ...args: string[]): Promise<string> {
  const own = { GIT_OPTIONAL_LOCKS: "0", GIT_DIR: join(folder, ".git"), GIT_WORK_TREE: folder, LC_ALL: "C" };
  try {
    return await git(folder, args, { env: { ...gitEnvironment(), ...own }, limit: 30_000 });
  } catch (error) {
    if (error instanceof GitError && error.missing) throw missingError(missing("git"));
    const said = tail(error).split("\n").at(-1) ?? "";
    throw new UserError(`Git cannot read the repo in ${shown(folder, 400)}. Git said: ${shown(said, 400)}.`, elsewhere);
  }
}

function listed(answer = ""): string[] {
  return answer.split("\0").filter((entry) => entry !== "");
}
