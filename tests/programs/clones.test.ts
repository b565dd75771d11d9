// Clones: which are refused, and which files stay, for each kind of repository, in this process.
import { chmodSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { clonesForThisFile, commitAll, createByAnn, githubFiles, mit } from "../support/clones.ts";
import { environmentForEach, runHere } from "../support/in-process.ts";
import { cleanEnvironment, git } from "../support/sandbox.ts";

environmentForEach(() => cleanEnvironment());

const copyOfClone = clonesForThisFile();

/** Every file and link of a clone with its text, but for Git's index, in which it notes when it last looked. */
function contentOf(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => !entry.isDirectory());
  const paths = entries.map((entry) => join(entry.parentPath, entry.name)).filter((path) => path !== join(folder, ".git/index"));
  return paths.sort().map((path) => `${path} ${readFileSync(path, "base64")}`);
}

test("a clone keeps its LICENSE, which the project uses", async () => {
  const { folder } = await copyOfClone({ LICENSE: mit.replace("MIT", "ISC") });
  expect((await runHere([folder, "--yes", "--license", "MIT"])).stderr).toContain("already has a LICENSE (ISC), and --license asks for MIT");
  expect((await runHere([folder, "--yes"])).exitCode).toBe(0);
  expect(JSON.parse(readFileSync(join(folder, "package.json"), "utf8"))).toMatchObject({ license: "ISC" });
});

test("--no-git writes files into a clone without a commit", async () => {
  const { folder } = await copyOfClone(githubFiles);
  expect((await runHere([folder, "--yes", "--no-git"])).exitCode).toBe(0);
  expect(await git(folder, "log", "--format=%s")).toBe("Initial commit");
  expect(await git(folder, "status", "--short")).toContain(" M README.md");
});

/** Clones with work of the user, or with settings that run programs: name, change, message. */
const refusals: [string, (folder: string) => unknown, string][] = [
  ["an additional file", (folder) => writeFileSync(join(folder, "thesis.txt"), "mine"), 'it holds ".git", ".gitignore", "LICENSE" and 2 more. Create the project in a new folder'],
  ["a README with several paragraphs", (folder) => commitAll(folder, "README.md", "# Title\n\nOne.\n\nTwo.\n"), "README.md contains more than a heading and a paragraph"],
  ["a README with a list", (folder) => commitAll(folder, "README.md", "# Title\n- one\n- two\n"), "README.md contains more than a heading and a paragraph"],
  ["a README that is not committed", (folder) => writeFileSync(join(folder, "README.md"), "# Other\n"), '"README.md" in'],
  ["a README that is a link", (folder) => commitLink(folder), "is not a short file"],
  ["a LICENSE of another kind", (folder) => commitAll(folder, "LICENSE", "All mine.\n"), "not a known licence"],
  ["a committed file removed from the index", async (folder) => { await commitAll(folder, "work.ts", "mine"); await git(folder, "rm", "--quiet", "--cached", "work.ts"); }, "is not empty"],
  ["a hook", (folder) => { writeFileSync(join(folder, ".git", "hooks", "pre-commit"), "#!/bin/sh\ntouch ran\n"); chmodSync(join(folder, ".git", "hooks", "pre-commit"), 0o755); }, "has a hook (.git/hooks/pre-commit)"],
  ["a setting that runs a program", (folder) => git(folder, "config", "core.fsmonitor", "touch ran"), "has its own setting (\"core.fsmonitor\")"],
  ["a setting that includes another file", (folder) => git(folder, "config", "include.path", "../other"), "has its own setting (\"include.path\")"],
  ["no current branch", (folder) => git(folder, "checkout", "--quiet", "--detach"), "has no current branch"],
  ["an ignored README that was never committed", async (folder) => { await git(folder, "rm", "--quiet", "README.md"); await git(folder, "commit", "--quiet", "--message", "Less"); writeFileSync(join(folder, ".git", "info", "exclude"), "README.md\n"); writeFileSync(join(folder, "README.md"), "# Mine\n\nprecious\n"); }, '"README.md" in'],
  ["an edit of a file marked as unchanged", async (folder) => { await git(folder, "update-index", "--assume-unchanged", "README.md"); writeFileSync(join(folder, "README.md"), "# Mine\n\nprecious\n"); }, '"README.md" in'],
  ["an edit outside a sparse checkout", async (folder) => { await git(folder, "update-index", "--skip-worktree", "README.md"); writeFileSync(join(folder, "README.md"), "# Mine\n\nprecious\n"); }, '"README.md" in'],
  ["an unfinished merge", (folder) => writeFileSync(join(folder, ".git", "MERGE_HEAD"), ""), "has an unfinished operation"],
];

async function commitLink(folder: string): Promise<void> {
  await git(folder, "rm", "--quiet", "README.md");
  symlinkSync("LICENSE", join(folder, "README.md"));
  await git(folder, "add", "--all");
  await git(folder, "commit", "--quiet", "--message", "A link");
}

test.each(refusals)("a clone with %s is refused with a fix, and is not changed", async (_, change, says) => {
  const { folder } = await copyOfClone(githubFiles);
  await change(folder);
  const before = contentOf(folder);
  const { exitCode, stderr } = await createByAnn(folder);
  expect([exitCode, stderr]).toEqual([1, expect.stringContaining(says)]);
  expect(stderr).toMatch(/new folder|Leave out/);
  expect(contentOf(folder)).toEqual(before);
});
