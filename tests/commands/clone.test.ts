// Odd repositories: those without a commit, or that Git cannot read, are refused, and the user's files are unchanged.
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { execaSync } from "execa";
import { expect, test } from "vitest";
import { clonesForThisFile, commitAll, createByAnn, githubFiles, mit } from "../support/clones.ts";
import { environmentForEach } from "../support/in-process.ts";
import { cleanEnvironment, git, names } from "../support/sandbox.ts";

environmentForEach(() => cleanEnvironment());

const copyOfClone = clonesForThisFile();

const unborn: [string, (folder: string) => unknown, string][] = [
  ["a staged file", async (folder: string) => { writeFileSync(join(folder, "work.ts"), "mine"); await git(folder, "add", "work.ts"); }, "is not empty"],
  ["commits on another branch", async (folder: string) => { await commitAll(folder, "LICENSE", mit); await git(folder, "checkout", "--quiet", "--orphan", "other"); await git(folder, "rm", "--quiet", "-f", "LICENSE"); }, `has commits on "trunk", but none on "other"`],
  ["a README before the first commit", (folder: string) => writeFileSync(join(folder, "README.md"), "# Mine\n"), "is not committed"],
];

test.each(unborn)("a repository without a commit is refused for %s", async (_, change, says) => {
  const { folder } = await copyOfClone({});
  await change(folder);
  const { exitCode, stderr } = await createByAnn(folder);
  expect([exitCode, stderr]).toEqual([1, expect.stringContaining(says)]);
});

test.each<[string, (folder: string) => unknown, string]>([
  ["a broken index", (folder) => writeFileSync(join(folder, ".git", "index"), "garbage"), "Git cannot read the repo"],
  ["a missing commit", (folder) => names(join(folder, ".git", "objects")).filter((name) => name.length === 2).forEach((name) => rmSync(join(folder, ".git", "objects", name), { recursive: true })), "Git cannot read the repo"],
  ["a pipe in its repo", (folder) => execaSync("mkfifo", [join(folder, ".git", "pipe")]), "which is neither a file nor a folder"],
  ["a pipe for its settings", (folder) => { rmSync(join(folder, ".git", "config")); execaSync("mkfifo", [join(folder, ".git", "config")]); }, "which is neither a file nor a folder"],
])("an edited README is kept in a clone with %s", async (_, change, says) => {
  const { folder } = await copyOfClone(githubFiles);
  writeFileSync(join(folder, "README.md"), "# Mine\n\nprecious\n");
  await change(folder);
  const { exitCode, stderr } = await createByAnn(folder);
  expect([exitCode, stderr]).toEqual([1, expect.stringContaining(says)]);
  expect(readFileSync(join(folder, "README.md"), "utf8")).toContain("precious");
});

test("Git's message is shown if Git cannot read its own settings", async () => {
  const { folder } = await copyOfClone({});
  writeFileSync(join(process.env.HOME ?? "", ".gitconfig"), "[user\n");
  const { exitCode, stderr } = await createByAnn(folder);
  expect([exitCode, stderr]).toEqual([1, expect.stringContaining("Git cannot read the repo in")]);
  expect(stderr).toContain("bad config");
});
