// `publish` and `--github`, against a GitHub of our own: its API keeps to GitHub's description, and Git really pushes.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { addRepo } from "../support/github-handlers.ts";
import { startGitHub, token, type GitHub } from "../support/github.ts";
import { which } from "../support/machine.ts";
import { ann, cleanEnvironment, git, names, programs, run, temporary } from "../support/sandbox.ts";

let github: GitHub;
let env: NodeJS.ProcessEnv;

beforeAll(async () => {
  github = await startGitHub();
}, 60_000);
afterAll(() => github.close());
afterEach(() => expect(github.defects).toEqual([]));
beforeEach(() => {
  github.reset();
  env = cleanEnvironment(ann, { ...github.env, GITHUB_TOKEN: token });
});

/** A repo as `create` makes it. */
async function made(...args: string[]): Promise<string> {
  const cwd = temporary();
  await run(["my-blog", "--yes", ...args], { cwd, env });
  return join(cwd, "my-blog");
}

async function commitAll(repo: string, message: string): Promise<void> {
  await git(repo, "add", "--all");
  await git(repo, "commit", "--quiet", "--message", message);
}

test("publish makes a private repo with description and topics, commits links and badges, and pushes", async () => {
  const repo = await made();
  const { exitCode, stdout, stderr } = await run(["publish"], { cwd: repo, env });
  expect([exitCode, stderr]).toEqual([0, ""]);
  expect(stdout).toContain(`✔ Made the private repo ann/my-blog, with 5 topics\n`);
  expect(stdout).toContain("✔ Committed links to GitHub in .backend-starter.json, README.md and package.json\n");
  expect(stdout).toContain(`✔ Pushed main to ${github.url}/ann/my-blog`);
  const { description } = JSON.parse(readFileSync(join(repo, "package.json"), "utf8")) as { description: string };
  expect(github.state.repos.get("ann/my-blog")).toEqual({ private: true, description, topics: ["blog", "express", "nodejs", "typescript", "postgresql"] });
  expect(await git(repo, "log", "--format=%s")).toBe("Add links to GitHub\nFirst commit");
  expect(await git(github.folderOf("ann/my-blog"), "rev-parse", "main")).toBe(await git(repo, "rev-parse", "HEAD"));
  expect(readFileSync(join(repo, "README.md"), "utf8")).toContain("https://github.com/ann/my-blog/actions/workflows/ci.yml/badge.svg");
  expect(await git(repo, "status", "--porcelain", "--branch")).toBe("## main...origin/main");
  expect(await git(repo, "remote", "get-url", "origin")).toBe(`${github.url}/ann/my-blog.git`);
});

test("published again with nothing new it says so; with a new commit it pushes that", async () => {
  const repo = await made("--owner", "ann");
  await run(["publish"], { cwd: repo, env });
  const again = await run(["publish"], { cwd: repo, env });
  expect([again.exitCode, again.stderr]).toEqual([0, ""]);
  expect(again.stdout).toContain(`Nothing to do: main is on ${github.url}/ann/my-blog as it is here.`);
  writeFileSync(join(repo, "NOTES.md"), "# Notes\n");
  await commitAll(repo, "Write notes");
  expect((await run(["publish"], { cwd: repo, env })).stdout).toContain("✔ Pushed main");
  expect(await git(github.folderOf("ann/my-blog"), "log", "-1", "--format=%s", "main")).toBe("Write notes");
});

test("another repo of that name is refused, and nothing is changed here or there", async () => {
  const other = await made("--owner", "ann");
  await run(["publish"], { cwd: other, env });
  const repo = await made("--title", "Another");
  const before = await git(repo, "rev-parse", "HEAD");
  const { exitCode, stderr } = await run(["publish"], { cwd: repo, env });
  expect([exitCode, stderr]).toEqual([1, `There is another repo ann/my-blog on ${new URL(github.url).host}. Rename or delete it there, or name another --owner.`]);
  expect(await git(repo, "rev-parse", "HEAD")).toBe(before);
  expect(await git(repo, "status", "--porcelain")).toBe("");
});

test("an empty repo that is there already is filled, and stays as visible as it is", async () => {
  addRepo(github.state, "ann/my-blog", { private: true });
  const repo = await made();
  const { exitCode, stdout } = await run(["publish", "--public"], { cwd: repo, env });
  expect(exitCode).toBe(0);
  expect(stdout).toContain(`It stays private, as it was: ${github.url}/ann/my-blog/settings changes that`);
  expect(github.requests).not.toContain("POST /user/repos");
});

test("--github settles the owner first: one commit holds the badges, and it is on GitHub", async () => {
  const cwd = temporary();
  const { exitCode, stdout, stderr } = await run(["my-api", "--yes", "--idea", "api", "--github", "--public"], { cwd, env });
  expect([exitCode, stderr]).toEqual([0, ""]);
  expect(stdout).toContain(`✔ Put it on ${github.url}/ann/my-api (public)\n`);
  const repo = join(cwd, "my-api");
  expect(await git(repo, "log", "--format=%s")).toBe("First commit");
  expect(await git(github.folderOf("ann/my-api"), "rev-parse", "main")).toBe(await git(repo, "rev-parse", "HEAD"));
  expect(readFileSync(join(repo, "README.md"), "utf8")).toContain("https://github.com/ann/my-api/actions/workflows/ci.yml/badge.svg");
  expect((await run(["publish"], { cwd: repo, env })).stdout).toContain("Nothing to do");
});

test.each([
  ["gh is not logged in", { gh: "exit 1" }, `gh is not logged in to GitHub, and neither GH_TOKEN nor GITHUB_TOKEN is set. Log in: gh auth login --hostname `],
  ["gh is not there", {}, `gh, GitHub's command line, is not installed, and neither GH_TOKEN nor GITHUB_TOKEN is set. Install it`],
])("--github where %s and no token is set is refused before anything is written", async (_, scripts, sentence) => {
  const cwd = temporary();
  const PATH = programs({ git: `exec ${which("git")} "$@"`, ...scripts });
  const { exitCode, stderr } = await run(["my-blog", "--yes", "--github"], { cwd, env: { ...env, PATH, GITHUB_TOKEN: undefined } });
  expect(exitCode).toBe(1);
  expect(stderr.slice(0, sentence.length)).toBe(sentence);
  expect(stderr).not.toContain("\n");
  expect(names(cwd)).toEqual([]);
});
