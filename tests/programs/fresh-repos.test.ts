// Fresh repositories: which can take a first commit, each reason that one is refused, and what surrounds a folder.
import { existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { execaSync } from "execa";
import { expect, test } from "vitest";
import { checkFreshRepo } from "../../src/git/fresh-repo.ts";
import { looksLikeRepo, refusedRepo, repoAround, repoOnDisk, workTreeOf } from "../../src/git/repo-around.ts";
import { askGit, inStandIn, settingsAt } from "../../src/git/settings-at.ts";
import { listed, read } from "../../src/git/untrusted-repo.ts";
import { messageOf } from "../support/canned.ts";
import { environmentForEach, replaceEnvironment } from "../support/in-process.ts";
import { cleanEnvironment, git, programs, temporary } from "../support/sandbox.ts";

environmentForEach(() => cleanEnvironment());

const elsewhere = "Create the project in a new folder, and copy what you want into this one.";

/** A repository without a commit. */
async function newRepo(): Promise<string> {
  const folder = temporary();
  await git(folder, "init", "--quiet", "--initial-branch=trunk", "--template=");
  return folder;
}

/** A repository with one commit of these files. */
async function committed(files: Record<string, string>): Promise<string> {
  const folder = await newRepo();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  await git(folder, "add", "--all");
  await git(folder, "commit", "--quiet", "--message", "First");
  return folder;
}

const checked = (folder: string, ...files: string[]) => messageOf(checkFreshRepo(folder, files));

test("a repository without a commit is fresh, with its branch and its origin", async () => {
  const folder = await newRepo();
  expect(await checkFreshRepo(folder, [])).toEqual({ branch: "trunk", origin: undefined });
  await git(folder, "remote", "add", "origin", "https://github.com/ann/a.git");
  expect(await checkFreshRepo(folder, [])).toEqual({ branch: "trunk", origin: "https://github.com/ann/a.git" });
});

test("a repository whose commit holds exactly the files of the folder is fresh", async () => {
  const folder = await committed({ "README.md": "# a\n", "b\tc": "x\n" });
  expect(await checkFreshRepo(folder, ["README.md", "b\tc"])).toEqual({ branch: "trunk", origin: undefined });
});

test("a repository without a current branch is refused", async () => {
  const folder = await committed({ "README.md": "# a\n" });
  await git(folder, "checkout", "--quiet", "--detach");
  expect(await checked(folder, "README.md")).toBe(`The repo in ${JSON.stringify(folder)} has no current branch. ${elsewhere}`);
});

test("a commit with another file is refused", async () => {
  const folder = await committed({ "README.md": "# a\n", "b.txt": "x\n" });
  expect(await checked(folder, "README.md")).toBe(`The repo in ${JSON.stringify(folder)} holds "b.txt", so it is not a fresh one. ${elsewhere}`);
});

test.each<[string, (folder: string) => unknown]>([
  ["was changed", (folder) => writeFileSync(join(folder, "README.md"), "# b\n")],
  ["was staged", async (folder) => { writeFileSync(join(folder, "README.md"), "# b\n"); await git(folder, "add", "--all"); }],
  ["was changed unseen", async (folder) => { await git(folder, "update-index", "--assume-unchanged", "README.md"); writeFileSync(join(folder, "README.md"), "# b\n"); }],
])("a file that %s since is refused", async (_, change) => {
  const folder = await committed({ "README.md": "# a\n" });
  await change(folder);
  expect(await checked(folder, "README.md")).toBe(`"README.md" in ${JSON.stringify(folder)} is not committed, and would be replaced. ${elsewhere}`);
});

test("a repository without a commit has no file, nothing staged, and no commit on another branch", async () => {
  const folder = await newRepo();
  writeFileSync(join(folder, "b.txt"), "x\n");
  expect(await checked(folder, "b.txt")).toBe(`"b.txt" in ${JSON.stringify(folder)} is not committed, and would be replaced. ${elsewhere}`);
  await git(folder, "add", "b.txt");
  expect(await checked(folder)).toBe(`The repo in ${JSON.stringify(folder)} has "b.txt" staged. ${elsewhere}`);
  const other = await committed({ "b.txt": "x\n" });
  await git(other, "symbolic-ref", "HEAD", "refs/heads/other");
  await git(other, "rm", "--quiet", "--cached", "b.txt");
  expect(await checked(other)).toBe(`The repo in ${JSON.stringify(other)} has commits on "trunk", but none on "other". ${elsewhere}`);
});

test.each(["MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "rebase-merge", "rebase-apply", "index.lock"])("an unfinished operation is refused: %s", async (name) => {
  const folder = await newRepo();
  writeFileSync(join(folder, ".git", name), "");
  expect(await checked(folder)).toBe(`Git has an unfinished operation in ${JSON.stringify(folder)} (.git/${name}). ${elsewhere}`);
});

test.each(["commondir", "config.worktree"])("a repository with %s is refused", async (name) => {
  const folder = await newRepo();
  writeFileSync(join(folder, ".git", name), "");
  expect(await checked(folder)).toBe(`The repo in ${JSON.stringify(folder)} uses the settings of another one (.git/${name}). ${elsewhere}`);
});

test.each(["pre-commit", "prepare-commit-msg", "commit-msg", "post-commit", "post-index-change", "reference-transaction", "pre-auto-gc"])("the hook %s is refused, and a sample of it is not", async (name) => {
  const folder = await newRepo();
  mkdirSync(join(folder, ".git/hooks"));
  writeFileSync(join(folder, ".git/hooks", `${name}.sample`), "");
  expect(await checked(folder)).toBe("no error");
  writeFileSync(join(folder, ".git/hooks", name), "");
  expect(await checked(folder)).toBe(`The repo in ${JSON.stringify(folder)} has a hook (.git/hooks/${name}), which a first commit would run. ${elsewhere}`);
});

test("a pipe, a link and a socket in a repository are never read", async () => {
  const folder = await newRepo();
  const says = (name: string) => `The repo in ${JSON.stringify(folder)} holds ".git/${name}", which is neither a file nor a folder. ${elsewhere}`;
  execaSync("mkfifo", [join(folder, ".git/refs/pipe")]);
  expect(await checked(folder)).toBe(says("refs/pipe"));
  rmSync(join(folder, ".git/refs/pipe"));
  symlinkSync("HEAD", join(folder, ".git/link"));
  expect(await checked(folder)).toBe(says("link"));
  rmSync(join(folder, ".git/link"));
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(join(folder, ".git/socket"), resolve));
  expect(await checked(folder)).toBe(says("socket"));
  server.close();
});

test.each([
  ["user.name", "Ann", true], ["remote.origin.url", "x", true], ["branch.trunk.merge", "x", true], ["core.autocrlf", "true", true], ["pull.rebase", "true", true], ["submodule.active", "x", true],
  ["core.hooksPath", "x", false], ["user.signingKey", "x", false], ["remote.origin.uploadpack", "x", false], ["filter.x.clean", "x", false], ["submodule.a.active", "x", false], ["core.eolx", "x", false],
])("the setting %s=%s is harmless: %s", async (key, value, harmless) => {
  const folder = await newRepo();
  await git(folder, "config", key, value);
  expect(await checked(folder)).toBe(harmless ? "no error" : `The repo in ${JSON.stringify(folder)} has its own setting (${JSON.stringify(key.toLowerCase())}). ${elsewhere}`);
});

test("a repository that Git cannot read is refused with what Git said last", async () => {
  const folder = await newRepo();
  writeFileSync(join(folder, ".git/config"), "[core\n");
  expect(await checked(folder)).toMatch(/^Git cannot read the repo in ".*"\. Git said: "fatal: bad config line 1 in file .*"\. Create the project in a new folder/);
  process.env.PATH = temporary();
  expect(await messageOf(read(folder, "status"))).toMatch(/^Git is not installed\. Install it/);
});

test("a list of Git ends with NUL", () => {
  expect([listed("a\0b\n\0"), listed(""), listed()]).toEqual([["a", "b\n"], [], []]);
});

test("questions to a repository are about its folder, in English and without locks", async () => {
  const folder = await newRepo();
  process.env.GIT_DIR = "/nowhere";
  const told = `!printf '%s %s %s %s' "$GIT_OPTIONAL_LOCKS" "$GIT_DIR" "$GIT_WORK_TREE" "$LC_ALL"`;
  expect(await read(folder, "-c", `alias.told=${told}`, "told")).toBe(`0 ${join(folder, ".git")} ${folder} C`);
});

test("a repository that Git found but does not use is in its message", () => {
  expect(refusedRepo("fatal: cannot use bare repository '/srv/x.git' (safe.bareRepository is 'explicit')")).toBe("/srv/x.git' (safe.bareRepository is 'explicit");
  expect(refusedRepo("fatal: detected dubious ownership in repository at ''")).toBe("");
});

test("a folder looks like a repository if one above it has a .git of any kind", () => {
  const place = temporary();
  mkdirSync(join(place, "a/b"), { recursive: true });
  expect(looksLikeRepo(join(place, "a/b"))).toBe(false);
  symlinkSync("nowhere", join(place, ".git"));
  expect(looksLikeRepo(join(place, "a/b"))).toBe(true);
  rmSync(join(place, ".git"));
  for (const name of ["HEAD", "objects"]) mkdirSync(join(place, "a", name));
  expect(looksLikeRepo(join(place, "a/b"))).toBe(false);
  mkdirSync(join(place, "a/refs"));
  expect(looksLikeRepo(join(place, "a/b"))).toBe(true);
  expect(looksLikeRepo(join(place, "nothing"))).toBe(true);
});

test("on disk, a repository is a .git that is not empty, or a bare one, below no ceiling", () => {
  const place = temporary();
  mkdirSync(join(place, "a/.git"), { recursive: true });
  expect(repoOnDisk(join(place, "a"), {})).toBeUndefined();
  writeFileSync(join(place, "a/.git/HEAD"), "");
  expect(repoOnDisk(join(place, "a"), {})).toBe(join(place, "a"));
  expect(repoOnDisk(join(place, "a"), { GIT_CEILING_DIRECTORIES: `/x:${join(place, "a")}` })).toBeUndefined();
  process.env.GIT_CEILING_DIRECTORIES = join(place, "a");
  expect(repoOnDisk(join(place, "a"))).toBeUndefined();
  expect(repoOnDisk("/proc", {})).toBeUndefined();
});

test("a repository that Git cannot use is found on disk, and a damaged one above a folder is none to Git", async () => {
  const folder = await newRepo();
  mkdirSync(join(folder, "a"));
  expect(await repoAround(join(folder, "a"))).toBe(folder);
  expect(await workTreeOf(join(folder, "a"))).toBe(folder);
  writeFileSync(join(folder, ".git/HEAD"), "");
  expect(await repoAround(join(folder, "a"))).toBe(folder);
  process.env.PATH = programs({ git: `echo "fatal: detected dubious ownership in repository at '/srv/x'" >&2; exit 128` });
  expect(await repoAround(join(folder, "a"))).toBe("/srv/x");
  process.env.PATH = programs({ git: 'test "$LC_ALL" = C && { echo false; echo /srv/a; echo b; }' });
  expect(await repoAround(join(folder, "a"))).toBe("/srv/a\nb");
});

/** The settings for a folder below a place with these conditions of the user. */
async function settingsFor(target: (home: string) => string, text: (home: string) => string, more: NodeJS.ProcessEnv = {}) {
  const home = process.env.HOME ?? "";
  replaceEnvironment({ ...process.env, ...more });
  writeFileSync(join(home, ".gitconfig"), text(home));
  return settingsAt({ target: join(target(home), "my-app"), here: target(home) });
}

const condition = (kind: string, path = "~/x") => `[includeIf "${kind}"]\n\tpath = ${path}\n`;
const inHome = (home: string) => home;

test.each<[string, string, (home: string) => string[][]]>([
  ["without conditions", "[user]\n\tname = Ann\n", () => []],
  ["with a condition on a branch", condition("onbranch:main"), () => []],
  ["with a condition on another folder", condition("gitdir:/nowhere/"), () => []],
  ["with a condition on home", condition("gitdir:~/"), () => [["include.path", "~/x"]]],
  ["with a condition in any case", condition("gitdir/i:~/"), () => [["include.path", "~/x"]]],
  ["with a relative file", condition("gitdir:~/", "sub/x"), (home) => [["include.path", join(home, "sub/x")]]],
  ["with an absolute file", condition("gitdir:~/", "/etc/x"), () => [["include.path", "/etc/x"]]],
  ["with two of three conditions that are true", condition("gitdir:./", "a") + condition("gitdir:/nowhere/", "b") + condition("gitdir:my-app/", "c"), (home) => [["include.path", join(home, "a")], ["include.path", join(home, "c")]]],
])("settings %s", async (_, text, expected) => {
  expect(await settingsFor(inHome, () => text)).toEqual(expected(process.env.HOME ?? ""));
});

test("a condition on a home that does not exist is not true", async () => {
  const env = { GIT_CONFIG_COUNT: "1", GIT_CONFIG_KEY_0: "includeIf.gitdir:~/.path", GIT_CONFIG_VALUE_0: "/etc/x", HOME: "/nowhere/ann" };
  expect(await settingsFor(inHome, () => "", env)).toEqual([]);
});

test("a condition of the environment has no file of its own", async () => {
  const env = { GIT_CONFIG_COUNT: "1", GIT_CONFIG_KEY_0: "includeIf.gitdir:~/.path", GIT_CONFIG_VALUE_0: "/etc/x" };
  expect(await settingsFor(inHome, () => "", env)).toEqual([["include.path", "/etc/x"]]);
});

test("a stand-in has the real path and the typed one, and is removed", async () => {
  const place = temporary();
  mkdirSync(join(place, "real"));
  symlinkSync("real", join(place, "link"));
  const here = join(place, "link");
  const repos = await inStandIn({ target: join(here, "a"), here }, (found, { folder }) => {
    expect(found.map((each) => existsSync(join(each, ".git/HEAD")))).toEqual([true, true]);
    return Promise.resolve(found.map((each) => each.slice(folder.length)));
  });
  expect(repos).toEqual([join(place, "real/a"), join(place, "link/a")]);
  expect(await inStandIn({ target: join(place, "real"), here: place }, (found) => Promise.resolve(found.length))).toBe(1);
  expect(await inStandIn({ target: place, here: place }, ([repo = ""]) => git(repo, "symbolic-ref", "HEAD"))).toBe("refs/heads/main");
});

test("a question that Git does not answer has an empty answer", async () => {
  const folder = temporary();
  expect(await askGit(folder, ["rev-parse", "--git-dir"])).toBe("");
  expect(await askGit(folder, ["config", "--get", "user.name"])).toBe("Ann O'Neil\n");
  expect(await askGit(folder, ["config", "--get", "user.name"], { PATH: process.env.PATH ?? "", HOME: "/nowhere" })).toBe("");
});
