// Command `publish` in this process: the whole report of each outcome, on a local GitHub to which Git really pushes.
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { stopped } from "../../src/user-error.ts";
import { addRepo } from "../support/github-operations.ts";
import { startGitHub, token, type GitHub } from "../support/github.ts";
import { environmentForEach, runHere, small } from "../support/in-process.ts";
import { ann, cleanEnvironment, git, names, programs, temporary } from "../support/sandbox.ts";

let github: GitHub;
let first: string | undefined;
beforeAll(async () => { github = await startGitHub(); }, 60_000);
afterAll(async () => {
  await github.close();
  if (first !== undefined) rmSync(dirname(first), { recursive: true });
});
afterEach(() => expect(github.defects).toEqual([]));
environmentForEach(() => {
  github.reset();
  return cleanEnvironment(ann, { ...github.env, GITHUB_TOKEN: token });
});

/** A project of three generated files with its first commit, in a new folder: a copy of the first one. */
async function project(): Promise<string> {
  const folder = join(temporary(), "my-blog");
  first ??= await firstProject(join(mkdtempSync(join(tmpdir(), "backend-starter-first-")), "my-blog"));
  cpSync(first, folder, { recursive: true });
  return folder;
}

/** Only the files that publish reads, because copies of the others would take most of the time. */
async function firstProject(folder: string): Promise<string> {
  expect((await runHere([folder, ...small, "--no-git"])).exitCode).toBe(0);
  for (const name of names(folder)) if (!linked.includes(name)) rmSync(join(folder, name), { recursive: true });
  await git(folder, "init", "--quiet", "--initial-branch", "main", "--template=");
  mkdirSync(join(folder, ".git/hooks"));
  await commitAll(folder, "First commit");
  return folder;
}

async function commitAll(folder: string, message: string): Promise<void> {
  await git(folder, "add", "--all");
  await git(folder, "commit", "--quiet", "--message", message);
}

const linked = [".backend-starter.json", "README.md", "package.json"];
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

  const again = await runHere(["publish", folder]);
  expect([again.exitCode, again.text.split("\n")]).toEqual([0, ["Checking GitHub ...", `Nothing to do: main is up to date on ${github.url}/ann/my-blog.`]]);
  expect(again.document).toMatchObject({ status: "unchanged", made: false, linked: false, pushed: false });
  const planned = await runHere(["publish", folder, "--dry-run"]);
  expect(planned.text).toContain(`main is already on ${github.url}/ann/my-blog`);
  expect(planned.document).toMatchObject({ made: false, linked: false, pushed: false });

  writeFileSync(join(folder, "NOTES.md"), "# Notes\n");
  await commitAll(folder, "Write notes");
  expect((await runHere(["publish", folder])).text.split("\n").slice(1)).toEqual([`Pushing to ${github.url}/ann/my-blog ...`, `✔ Pushed main to ${github.url}/ann/my-blog`]);
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

test("an existing empty private repository stays private, and lines that the user changed are kept", async () => {
  addRepo(github.state, "ann/my-blog", { private: true });
  const folder = await project();
  writeFileSync(join(folder, "README.md"), "# Mine\n");
  await commitAll(folder, "Write a README");
  const { exitCode, text, document } = await runHere(["publish", folder, "--public"]);
  expect([exitCode, text.split("\n").slice(2)]).toEqual([0, [
    "✔ Committed links to GitHub in .backend-starter.json and package.json",
    "! Added no links to README.md: you changed the lines where they belong",
    `✔ Pushed main to ${github.url}/ann/my-blog`,
    `! It stays private: change that at ${github.url}/ann/my-blog/settings`,
  ]]);
  expect(document).toMatchObject({ made: false, visibility: "private", left: ["README.md"] });
  expect(readFileSync(join(folder, "README.md"), "utf8")).toBe("# Mine\n");
});

test("--github publishes a first commit that already has the links", async () => {
  const folder = join(temporary(), "my-api");
  const { exitCode, text, document } = await runHere([folder, ...small, "--github", "--public"]);
  expect(exitCode).toBe(0);
  expect(text).toContain(`\n✔ Published to ${github.url}/ann/my-api (public)\n`);
  expect(document).toMatchObject({ status: "created", github: { status: "published", visibility: "public", url: `${github.url}/ann/my-api` } });
  expect(await git(folder, "log", "--format=%s", "origin/main")).toBe("First commit");
  const planned = await runHere([join(temporary(), "other"), ...small, "--github", "--dry-run"]);
  expect(planned.text).toContain(`\nWould publish it to ${github.url}/ann/other\n`);
  expect(planned.document).toMatchObject({ github: { status: "planned", url: `${github.url}/ann/other` } });
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

test("a failure after the repository was created exits with 3, and the next run continues", async () => {
  const folder = await project();
  github.refuse(/git-receive-pack/, 500, {});
  const failed = await runHere(["publish", folder]);
  expect([failed.exitCode, github.state.repos.has("ann/my-blog")]).toEqual([3, true]);
  github.refusals.length = 0;
  const { exitCode, text } = await runHere(["publish", folder]);
  expect([exitCode, text.split("\n").at(-1)]).toEqual([0, `✔ Pushed main to ${github.url}/ann/my-blog`]);
});

test("a hook that refuses the commit of the links leaves the files unchanged", async () => {
  const folder = await project();
  const before = readFileSync(join(folder, "README.md"), "utf8");
  writeFileSync(join(folder, ".git/hooks/pre-commit"), "#!/bin/sh\necho 'No links.' >&2\nexit 1\n", { mode: 0o755 });
  const { exitCode, text } = await runHere(["publish", folder]);
  expect([exitCode, text.split("\n").at(-1)]).toEqual([3, 'Git did not make the commit "Add links to GitHub". It said: No links.']);
  expect(readFileSync(join(folder, "README.md"), "utf8")).toBe(before);
  expect(await git(folder, "status", "--porcelain")).toBe("");
});

test("a stopped run keeps finished steps, and reports it", async () => {
  const folder = await project();
  const stop = new AbortController();
  const publishing = runHere(["publish", folder], stop.signal);
  while (!github.state.repos.has("ann/my-blog")) await new Promise((resolve) => setTimeout(resolve, 5));
  stop.abort(stopped());
  const { exitCode, text } = await publishing;
  expect([exitCode, text.split("\n").at(-1)]).toEqual([130, "Stopped. Finished steps stay, and publish continues from there."]);
});
