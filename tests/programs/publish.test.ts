// Command `publish` in this process: the report of a publication and of each refusal, on a local GitHub to which Git really
// pushes.
import { appendFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { runHere, small } from "../support/in-process.ts";
import { githubForThisFile, linked, projectForThisFile } from "../support/project-to-publish.ts";
import { git, programs, temporary } from "../support/sandbox.ts";

const project = projectForThisFile();
const github = await githubForThisFile();

const links = ".backend-starter.json, README.md and package.json";

test("the first publication creates a private repository, commits links, pushes, and reports each step", async () => {
  const folder = await project();
  const { exitCode, text, document } = await runHere(["publish", folder]);
  expect([exitCode, text.split("\n")]).toEqual([0, [
    "Checking GitHub ...", `Creating ${github.url}/ann/my-blog ...`, `Pushing to ${github.url}/ann/my-blog ...`,
    "✔ Created the private repository ann/my-blog, with 5 topics", `✔ Committed links to GitHub in ${links}`, `✔ Pushed main to ${github.url}/ann/my-blog`,
  ]]);
  expect(document).toEqual({
    format: 1, status: "published", directory: folder, name: "my-blog", owner: "ann", url: `${github.url}/ann/my-blog`, visibility: "private",
    branch: "main", made: true, linked: true, pushed: true, links: linked, left: [],
  });
  expect(await git(folder, "log", "--format=%s")).toBe("Add links to GitHub\nFirst commit");
  expect(await git(folder, "status", "--porcelain", "--branch")).toBe("## main...origin/main");
  expect(await git(github.folderOf("ann/my-blog"), "rev-parse", "main")).toBe(await git(folder, "rev-parse", "HEAD"));
});

test("--dry-run prints what would be done, and changes nothing", async () => {
  const folder = await project();
  const { exitCode, text, document } = await runHere(["publish", folder, "--dry-run", "--public"]);
  expect([exitCode, text.split("\n")]).toEqual([0, [
    "Checking GitHub ...", `Would create the public repository ${github.url}/ann/my-blog`, `Would commit links to GitHub in ${links}`,
    `Would push main to ${github.url}/ann/my-blog`, "", "This was a dry run: nothing was done.",
  ]]);
  expect(document).toMatchObject({ status: "planned", made: true, linked: true, pushed: true, visibility: "public" });
  expect(github.requests.filter((each) => !each.startsWith("GET "))).toEqual([]);
});

test.each<[string, string, (folder: string) => unknown, string]>([
  ["without a user's name", "waiting", () => writeFileSync(join(process.env.HOME ?? "", ".gitconfig"), ""), "! Not published to GitHub: there is no commit yet"],
  ["in another repo", "waiting", (folder) => git(folder, "init", "--quiet"), "! Not published to GitHub: it is part of another repository"],
  ["where GitHub refuses the repo", "failed", () => github.refuse(/^POST \/user\/repos$/, 403, { message: "No." }), "! Not published to GitHub, but the local project is complete. "],
])("--github %s is reported as %s, and the project is kept", async (_, status, arrange, line) => {
  const place = temporary();
  await arrange(place);
  const { exitCode, text, document } = await runHere([join(place, "my-blog"), ...small, "--github"]);
  expect([exitCode, text.includes(`\n${line}`)]).toEqual([3, true]);
  expect(document).toMatchObject({ status: "unfinished", github: { status } });
});

test.each<[string, (folder: string) => unknown, RegExp]>([
  ["uncommitted changes", (folder) => appendFileSync(join(folder, "README.md"), "\nMore.\n"), /^Not everything is committed: "README\.md"\. Run git add --all and git commit --message "What you did", and publish again\.$/],
  ["many uncommitted files", (folder) => ["a", "b", "c", "d", "e"].forEach((name) => writeFileSync(join(folder, name), "")), /: "a", "b", "c" and 2 more\./],
  ["a detached head", (folder) => git(folder, "checkout", "--quiet", "--detach"), /^No branch is checked out\. Run git switch main\.$/],
  ["no commit", async (folder) => git(folder, "update-ref", "-d", "HEAD"), /^There is no commit yet\. Run git add --all and git commit/],
  ["no receipt", (folder) => git(folder, "mv", ".backend-starter.json", "other.json"), /holds no \.backend-starter\.json\. Go to the folder of a repo/],
  ["no user, where links are to be committed", () => writeFileSync(join(process.env.HOME ?? "", ".gitconfig"), ""), /^Git does not know who you are\. .*git config --global user\.name/s],
  ["no Git", () => { process.env.PATH = "/nonexistent"; }, /^Git is not installed\./],
  ["a Git that fails", () => { process.env.PATH = `${programs({ git: "echo broken >&2; exit 1" })}:${process.env.PATH}`; }, /^Git does not work here\. It said: broken$/],
])("%s: refused with one sentence before anything is created on GitHub", async (_, arrange, sentence) => {
  const folder = await project();
  await arrange(folder);
  const { exitCode, text } = await runHere(["publish", folder]);
  expect([exitCode, text.split("\n").slice(1).join("\n")]).toEqual([1, expect.stringMatching(sentence)]);
  expect(github.state.repos.size).toBe(0);
});

test("a folder in a repository and a folder without one are reported differently", async () => {
  const folder = await project();
  rmSync(join(folder, ".git"), { recursive: true });
  expect((await runHere(["publish", folder])).text).toMatch(/\nThis folder is not a Git repo yet\. Run git init/);
  await git(join(folder, ".."), "init", "--quiet");
  expect((await runHere(["publish", folder])).text).toMatch(/\nThis folder is part of the Git repo .*\. Publish that one\.$/);
});
