// A fresh clone from GitHub is how classes start: the project goes into it, and nothing of it is lost.
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { execaSync } from "execa";
import { expect, test } from "vitest";
import { cleanEnvironment, git, names, run, temporary } from "../support/sandbox.ts";

const mit = "MIT License\n\nCopyright (c) 2026 octocat\n\nPermission is hereby granted, free of charge, ...\n";
const githubs = { LICENSE: mit, ".gitignore": "# Logs\nlogs\n*.log\n\nnode_modules/\n!keep\n", "README.md": "# our-class\nThe homework of Ann and Bob.\n" };

/** A clone as of GitHub: an upstream repo with some files on a branch, and its clone. */
async function clone(files: Record<string, string>, { branch = "trunk" } = {}): Promise<{ folder: string; upstream: string }> {
  const parent = temporary();
  const [upstream, first, folder] = ["upstream.git", "first", "our-class"].map((name) => join(parent, name)) as [string, string, string];
  await git(parent, "init", "--quiet", "--bare", `--initial-branch=${branch}`, upstream);
  if (Object.keys(files).length > 0) {
    await git(parent, "clone", "--quiet", upstream, first);
    for (const [name, text] of Object.entries(files)) writeFileSync(join(first, name), text);
    await git(first, "add", "--all");
    await git(first, "commit", "--quiet", "--message", "Initial commit");
    await git(first, "push", "--quiet", "origin", `HEAD:${branch}`);
  }
  await git(parent, "clone", "--quiet", upstream, folder);
  return { folder, upstream };
}

test("a clone of an empty repo gets the project, its first commit on its branch, and can be pushed", async () => {
  const { folder, upstream } = await clone({});
  const { exitCode, stdout, stderr } = await run([".", "--yes"], { cwd: folder });
  expect([exitCode, stderr]).toEqual([0, ""]);
  expect(stdout).toMatch(/first commit on trunk/);
  expect(stdout).toContain("To send it to where the repo was cloned from: git push");
  expect(await git(folder, "log", "--format=%s by %an")).toBe("First commit by Ann O'Neil");
  expect(await git(folder, "status", "--short", "--branch")).toContain("trunk");
  expect(await git(folder, "remote", "get-url", "origin")).toBe(upstream);
  await git(folder, "push", "--quiet");
  expect(await git(upstream, "log", "-1", "--format=%s", "trunk")).toBe("First commit");
});

test("what GitHub put into a clone stays, grows or is replaced, and its history too", async () => {
  const { folder } = await clone(githubs);
  mkdirSync(join(folder, ".idea"));
  writeFileSync(join(folder, ".idea", "workspace.xml"), "<x/>");
  const { exitCode, stderr } = await run(["our-class", "--yes", "--without", "docker"], { cwd: join(folder, "..") });
  expect([exitCode, stderr]).toEqual([0, ""]);
  expect(await git(folder, "log", "--format=%s")).toBe("First commit\nInitial commit");
  expect((await git(folder, "status", "--short")).replace("?? .idea/", "")).toBe("");
  expect(readFileSync(join(folder, "LICENSE"), "utf8")).toBe(mit);
  const ignored = readFileSync(join(folder, ".gitignore"), "utf8");
  expect(ignored.startsWith(githubs[".gitignore"])).toBe(true);
  expect(ignored.split("\n").filter((line) => /^node_modules\/?$/.test(line))).toHaveLength(1);
  expect(ignored).toContain("\n.env\n");
  expect(readFileSync(join(folder, "README.md"), "utf8")).not.toContain("homework");
  expect(names(folder).filter((name) => name.includes("backend-starter-"))).toEqual([]);
  expect(readFileSync(join(folder, ".idea", "workspace.xml"), "utf8")).toBe("<x/>");
});

test("the licence of a clone is the project's", async () => {
  const { folder } = await clone({ LICENSE: mit.replace("MIT", "ISC") });
  expect((await run([".", "--yes", "--license", "MIT"], { cwd: folder })).stderr).toContain("has a LICENSE already (ISC), and --license asks for MIT");
  expect((await run([".", "--yes"], { cwd: folder })).exitCode).toBe(0);
  expect(JSON.parse(readFileSync(join(folder, "package.json"), "utf8"))).toMatchObject({ license: "ISC" });
});

test.each([[".idea"], [".vscode"], [".idea", ".vscode"]])("a folder with the settings of an editor alone is as good as empty: %s %s", async (...editors) => {
  const cwd = join(temporary(), "my-blog");
  for (const name of editors) mkdirSync(join(cwd, name), { recursive: true });
  expect((await run([".", "--yes"], { cwd })).exitCode).toBe(0);
  expect(names(cwd)).toEqual(expect.arrayContaining([...editors, ".git", "src"]));
});

test("without --git a clone gets the files, and its repo is left as it is", async () => {
  const { folder } = await clone(githubs);
  expect((await run([".", "--yes", "--no-git"], { cwd: folder })).exitCode).toBe(0);
  expect(await git(folder, "log", "--format=%s")).toBe("Initial commit");
  expect(await git(folder, "status", "--short")).toContain(" M README.md");
});

/** Clones that hold somebody's work, or would run something: name -> what is done to one, and what is said. */
const refusals: [string, (folder: string) => unknown, string][] = [
  ["a file more", (folder) => writeFileSync(join(folder, "thesis.txt"), "mine"), 'it holds ".git", ".gitignore", "LICENSE" and 2 more. Make the project in a new folder'],
  ["a README with work in it", (folder) => commitAll(folder, "README.md", "# Title\n\nOne.\n\nTwo.\n"), "README.md holds more than a heading and a paragraph"],
  ["a README with a list", (folder) => commitAll(folder, "README.md", "# Title\n- one\n- two\n"), "README.md holds more than a heading and a paragraph"],
  ["a README that is not committed", (folder) => writeFileSync(join(folder, "README.md"), "# Other\n"), '"README.md" in'],
  ["a README that is a link", (folder) => commitLink(folder), "is not a short file"],
  ["a LICENSE of another kind", (folder) => commitAll(folder, "LICENSE", "All mine.\n"), "none that we know"],
  ["a file that is committed and deleted", async (folder) => { await commitAll(folder, "work.ts", "mine"); await git(folder, "rm", "--quiet", "--cached", "work.ts"); }, "is not empty"],
  ["a hook", (folder) => { writeFileSync(join(folder, ".git", "hooks", "pre-commit"), "#!/bin/sh\ntouch ran\n"); chmodSync(join(folder, ".git", "hooks", "pre-commit"), 0o755); }, "has a hook (.git/hooks/pre-commit)"],
  ["a setting that runs a program", (folder) => git(folder, "config", "core.fsmonitor", "touch ran"), "has a setting of its own (\"core.fsmonitor\")"],
  ["a setting that includes others", (folder) => git(folder, "config", "include.path", "../other"), "has a setting of its own (\"include.path\")"],
  ["no branch", (folder) => git(folder, "checkout", "--quiet", "--detach"), "is on no branch"],
  ["a README that Git ignores and never had", async (folder) => { await git(folder, "rm", "--quiet", "README.md"); await git(folder, "commit", "--quiet", "--message", "Less"); writeFileSync(join(folder, ".git", "info", "exclude"), "README.md\n"); writeFileSync(join(folder, "README.md"), "# Mine\n\nprecious\n"); }, '"README.md" in'],
  ["an edit that Git was told to overlook", async (folder) => { await git(folder, "update-index", "--assume-unchanged", "README.md"); writeFileSync(join(folder, "README.md"), "# Mine\n\nprecious\n"); }, '"README.md" in'],
  ["an edit outside of a sparse checkout", async (folder) => { await git(folder, "update-index", "--skip-worktree", "README.md"); writeFileSync(join(folder, "README.md"), "# Mine\n\nprecious\n"); }, '"README.md" in'],
  ["a merge that is not finished", (folder) => writeFileSync(join(folder, ".git", "MERGE_HEAD"), ""), "in the middle of something"],
];

async function commitAll(folder: string, name: string, text: string): Promise<void> {
  writeFileSync(join(folder, name), text);
  await git(folder, "add", "--all");
  await git(folder, "commit", "--quiet", "--message", "More");
}

async function commitLink(folder: string): Promise<void> {
  await git(folder, "rm", "--quiet", "README.md");
  symlinkSync("LICENSE", join(folder, "README.md"));
  await git(folder, "add", "--all");
  await git(folder, "commit", "--quiet", "--message", "A link");
}

test.each(refusals)("a clone with %s is refused, with the way on, and nothing in it changes", async (_, change, says) => {
  const { folder } = await clone(githubs);
  await change(folder);
  const before = [await git(folder, "log", "--all", "--format=%H"), names(folder), readFileSync(join(folder, ".git", "config"), "utf8")];
  const { exitCode, stderr } = await run([".", "--yes"], { cwd: folder });
  expect([exitCode, stderr]).toEqual([1, expect.stringContaining(says)]);
  expect(stderr).toMatch(/new folder|Leave out/);
  expect([await git(folder, "log", "--all", "--format=%H"), names(folder), readFileSync(join(folder, ".git", "config"), "utf8")]).toEqual(before);
  expect(existsSync(join(folder, "ran"))).toBe(false);
});

const unborn: [string, (folder: string) => unknown, string][] = [
  ["a file that is staged", async (folder: string) => { writeFileSync(join(folder, "work.ts"), "mine"); await git(folder, "add", "work.ts"); }, "is not empty"],
  ["commits on another branch", async (folder: string) => { await commitAll(folder, "LICENSE", mit); await git(folder, "checkout", "--quiet", "--orphan", "other"); await git(folder, "rm", "--quiet", "-f", "LICENSE"); }, `has commits on "trunk", but none on "other"`],
  ["a README before the first commit", (folder: string) => writeFileSync(join(folder, "README.md"), "# Mine\n"), "is not committed"],
];

test.each(unborn)("a repo without a commit is refused for %s", async (_, change, says) => {
  const { folder } = await clone({});
  await change(folder);
  const { exitCode, stderr } = await run([".", "--yes"], { cwd: folder, env: cleanEnvironment() });
  expect([exitCode, stderr]).toEqual([1, expect.stringContaining(says)]);
});

test.each<[string, (folder: string) => unknown, string]>([
  ["a broken index", (folder) => writeFileSync(join(folder, ".git", "index"), "garbage"), "Git does not read the repo"],
  ["a missing commit", (folder) => names(join(folder, ".git", "objects")).filter((name) => name.length === 2).forEach((name) => rmSync(join(folder, ".git", "objects", name), { recursive: true })), "Git does not read the repo"],
  ["a pipe in its repo", (folder) => execaSync("mkfifo", [join(folder, ".git", "pipe")]), "which is neither a file nor a folder"],
  ["a pipe for its settings", (folder) => { rmSync(join(folder, ".git", "config")); execaSync("mkfifo", [join(folder, ".git", "config")]); }, "which is neither a file nor a folder"],
])("an edited README in a clone with %s is not lost", async (_, change, says) => {
  const { folder } = await clone(githubs);
  writeFileSync(join(folder, "README.md"), "# Mine\n\nprecious\n");
  await change(folder);
  const { exitCode, stderr } = await run([".", "--yes"], { cwd: folder });
  expect([exitCode, stderr]).toEqual([1, expect.stringContaining(says)]);
  expect(readFileSync(join(folder, "README.md"), "utf8")).toContain("precious");
});

test("clones of a folder on the same disk share objects, and another clone meanwhile is no change", async () => {
  const { folder } = await clone(githubs);
  const parent = temporary();
  await git(parent, "clone", "--quiet", folder, "hers");
  const cloning = Promise.all(Array.from({ length: 30 }, (_, at) => git(parent, "clone", "--quiet", folder, `other-${at}`)));
  const { exitCode, stderr } = await run(["hers", "--yes"], { cwd: parent });
  await cloning;
  expect([exitCode, stderr]).toEqual([0, ""]);
});

test("where Git cannot read its own settings, its words are shown", async () => {
  const { folder } = await clone({});
  const { exitCode, stderr } = await run([".", "--yes", "--author", "Ann"], { cwd: folder, env: cleanEnvironment("[user\n") });
  expect([exitCode, stderr]).toEqual([1, expect.stringContaining("Git does not read the repo in")]);
  expect(stderr).toContain("bad config");
});
