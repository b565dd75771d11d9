// Untrusted repository: refuses a `.git` whose settings, hooks or files could make Git run something or never end. An
// archive can contain any.
import { existsSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { missing, missingError } from "../system/fixes.ts";
import { shown } from "../shown.ts";
import { UserError } from "../user-error.ts";
import { gitEnvironment } from "./git-environment.ts";
import { git, GitError, tail } from "./git-run.ts";

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

const unfinished = ["MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "rebase-merge", "rebase-apply", "index.lock"];

export const elsewhere = "Create the project in a new folder, and copy what you want into this one.";

/**
 * Checks what Git would run or read in the repository of a folder.
 * @throws UserError that names what is refused
 */
export async function checkUntrusted(folder: string): Promise<void> {
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
  const ownFile = ["--file", join(".git", "config"), "--no-includes"];
  const settings = await read(folder, "config", ...ownFile, "--name-only", "--list", "-z");
  refuseIf(
    listed(settings).find((key) => !harmless.some((setting) => setting.test(key))),
    (key) => `The repo in ${shown(folder, 400)} has its own setting (${shown(key)}).`,
  );
}

/** The path of an entry in `.git` that is neither a file nor a folder: reading a pipe would never end. */
function specialIn(folder: string): string | undefined {
  const entries = readdirSync(join(folder, ".git"), { recursive: true, withFileTypes: true });
  const found = entries.find((entry) => !entry.isFile() && !entry.isDirectory());
  return found && relative(folder, join(found.parentPath, found.name));
}

/** @throws UserError with the way on, if something was found */
export function refuseIf(found: string | undefined, problem: (found: string) => string): void {
  if (found !== undefined && found !== "") throw new UserError(problem(found), elsewhere);
}

/**
 * Git's output. Questions change nothing in the repository.
 * @throws UserError with Git's last line if Git is missing or fails
 */
export async function read(folder: string, ...args: string[]): Promise<string> {
  const own = { GIT_OPTIONAL_LOCKS: "0", GIT_DIR: join(folder, ".git"), GIT_WORK_TREE: folder, LC_ALL: "C" };
  try {
    return await git(folder, args, { env: { ...gitEnvironment(), ...own }, limit: 30_000 });
  } catch (error) {
    if (error instanceof GitError && error.missing) throw missingError(missing("git"));
    const said = tail(error).split("\n").at(-1) ?? "";
    throw new UserError(`Git cannot read the repo in ${shown(folder, 400)}. Git said: ${shown(said, 400)}.`, elsewhere);
  }
}

/** The entries of a list that Git ends with NUL. */
export function listed(answer = ""): string[] {
  return answer.split("\0").filter((entry) => entry !== "");
}
