// Publication: `publish` and `--github` with a simulated GitHub that follows its API description, and real pushes of Git.
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { addRepo } from "../support/github-operations.ts";
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

test("publish creates a private repository with description and topics, commits links and badges, and pushes", async () => {
  const repo = await made();
  const { exitCode, stdout, stderr } = await run(["publish"], { cwd: repo, env });
  expect([exitCode, stderr]).toEqual([0, ""]);
  expect(stdout).toContain(`✔ Created the private repository ann/my-blog, with 5 topics\n`);
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

test("publishing again reports that nothing is to do, or pushes a new commit", async () => {
  const repo = await made("--owner", "ann");
  await run(["publish"], { cwd: repo, env });
  const again = await run(["publish"], { cwd: repo, env });
  expect([again.exitCode, again.stderr]).toEqual([0, ""]);
  expect(again.stdout).toContain(`Nothing to do: main is up to date on ${github.url}/ann/my-blog.`);
  expect(again.stdout).not.toMatch(/Creating|Pushing/);
  writeFileSync(join(repo, "NOTES.md"), "# Notes\n");
  await commitAll(repo, "Write notes");
  expect((await run(["publish"], { cwd: repo, env })).stdout).toContain("✔ Pushed main");
  expect(await git(github.folderOf("ann/my-blog"), "log", "-1", "--format=%s", "main")).toBe("Write notes");
});

test("another repository of the same name is refused, and nothing is changed", async () => {
  const other = await made("--owner", "ann");
  await run(["publish"], { cwd: other, env });
  const repo = await made("--title", "Another");
  const before = await git(repo, "rev-parse", "HEAD");
  const { exitCode, stderr } = await run(["publish"], { cwd: repo, env });
  expect([exitCode, stderr]).toEqual([1, `There is another repo ann/my-blog on ${new URL(github.url).host}. Rename or delete it there, or name another --owner.`]);
  expect(await git(repo, "rev-parse", "HEAD")).toBe(before);
  expect(await git(repo, "status", "--porcelain")).toBe("");
});

test("an existing empty repository is filled, and keeps its visibility", async () => {
  addRepo(github.state, "ann/my-blog", { private: true });
  const repo = await made();
  const { exitCode, stdout } = await run(["publish", "--public"], { cwd: repo, env });
  expect(exitCode).toBe(0);
  expect(stdout).toContain(`It stays private: change that at ${github.url}/ann/my-blog/settings`);
  expect(github.requests).not.toContain("POST /user/repos");
});

test("`create --github` finds out the owner first, so that the one pushed commit has the badges", async () => {
  const cwd = temporary();
  const { exitCode, stdout, stderr } = await run(["my-api", "--yes", "--idea", "api", "--github", "--public"], { cwd, env });
  expect([exitCode, stderr]).toEqual([0, ""]);
  expect(stdout).toContain(`✔ Published to ${github.url}/ann/my-api (public)\n`);
  const repo = join(cwd, "my-api");
  expect(await git(repo, "log", "--format=%s")).toBe("First commit");
  expect(await git(github.folderOf("ann/my-api"), "rev-parse", "main")).toBe(await git(repo, "rev-parse", "HEAD"));
  expect(readFileSync(join(repo, "README.md"), "utf8")).toContain("https://github.com/ann/my-api/actions/workflows/ci.yml/badge.svg");
  expect((await run(["publish"], { cwd: repo, env })).stdout).toContain("Nothing to do");
});

test.each([
  ["gh is not logged in", { gh: "exit 1" }, `gh is not logged in to GitHub, and neither GH_TOKEN nor GITHUB_TOKEN is set. Log in: gh auth login --hostname `],
  ["gh is not installed", {}, `gh, GitHub's command line, is not installed, and neither GH_TOKEN nor GITHUB_TOKEN is set. Install it`],
])("`create --github` where %s and no token is set is refused before anything is written", async (_, scripts, sentence) => {
  const cwd = temporary();
  const PATH = programs({ git: `exec ${which("git")} "$@"`, ...scripts });
  const { exitCode, stderr } = await run(["my-blog", "--yes", "--github"], { cwd, env: { ...env, PATH, GITHUB_TOKEN: undefined } });
  expect(exitCode).toBe(1);
  expect(stderr.slice(0, sentence.length)).toBe(sentence);
  expect(stderr).not.toContain("\n");
  expect(names(cwd)).toEqual([]);
});

describe("The links to GitHub", () => {
  test("are merged with changes of the user, and do not restore deleted files", async () => {
    const repo = await made("--with", "community");
    appendFileSync(join(repo, "README.md"), "\n## My own notes\n\nFirst thoughts.\n");
    const manifest = readFileSync(join(repo, "package.json"), "utf8").replace('"scripts": {', '"scripts": {\n    "mine": "echo mine",');
    writeFileSync(join(repo, "package.json"), manifest);
    rmSync(join(repo, "CODE_OF_CONDUCT.md"));
    await commitAll(repo, "Make it mine");
    const { exitCode, stdout, stderr } = await run(["publish"], { cwd: repo, env });
    expect([exitCode, stderr]).toEqual([0, ""]);
    expect(stdout).toContain("✔ Committed links to GitHub in .backend-starter.json, .github/ISSUE_TEMPLATE/config.yml, README.md, SECURITY.md and package.json\n");
    const readme = readFileSync(join(repo, "README.md"), "utf8");
    expect(readme).toContain("https://github.com/ann/my-blog/actions/workflows/ci.yml/badge.svg");
    expect(readFileSync(join(repo, ".backend-starter.json"), "utf8")).toContain('"owner": "ann"');
    expect(readme).toMatch(/\n## My own notes\n\nFirst thoughts\.\n$/);
    expect(JSON.parse(readFileSync(join(repo, "package.json"), "utf8"))).toMatchObject({ repository: "github:ann/my-blog", scripts: { mine: "echo mine" } });
    expect(existsSync(join(repo, "CODE_OF_CONDUCT.md"))).toBe(false);
    expect(await git(repo, "log", "--format=%s", "origin/main")).toBe("Add links to GitHub\nMake it mine\nFirst commit");
  });

  test("are left out of a file whose lines the user changed, which is named", async () => {
    const repo = await made();
    const own = "# My own blog\n\nWritten from scratch.\n";
    writeFileSync(join(repo, "README.md"), own);
    await commitAll(repo, "Write a README");
    const { exitCode, stdout, stderr } = await run(["publish"], { cwd: repo, env });
    expect([exitCode, stderr]).toEqual([0, ""]);
    expect(stdout).toContain("! Added no links to README.md: you changed the lines where they belong\n");
    expect(readFileSync(join(repo, "README.md"), "utf8")).toBe(own);
    expect(await git(repo, "status", "--porcelain", "--branch")).toBe("## main...origin/main");
  });
});

test("--owner names an organisation, and topics that were changed on GitHub are kept", async () => {
  github.state.organisations.set("our-team", ["ann"]);
  const repo = await made("--idea", "api", "--language", "js", "--owner", "ann");
  const { exitCode, stdout } = await run(["publish", "--owner", "our-team", "--public"], { cwd: repo, env });
  expect(exitCode).toBe(0);
  expect(stdout).toContain("✔ Created the public repository our-team/my-blog, with 5 topics\n");
  const there = github.state.repos.get("our-team/my-blog");
  expect(there).toMatchObject({ private: false, topics: ["rest-api", "express", "nodejs", "javascript", "postgresql"] });
  expect(readFileSync(join(repo, "package.json"), "utf8")).toContain('"github:our-team/my-blog"');
  expect(readFileSync(join(repo, "README.md"), "utf8")).not.toContain("github.com/ann/");

  Object.assign(there ?? {}, { topics: ["chosen"] });
  writeFileSync(join(repo, "NOTES.md"), "# Notes\n");
  await commitAll(repo, "Write notes");
  expect((await run(["publish"], { cwd: repo, env })).stdout).toContain(`✔ Pushed main to ${github.url}/our-team/my-blog`);
  expect(there?.topics).toEqual(["chosen"]);
});

test("--dry-run prints what would be done, and changes nothing", async () => {
  const repo = await made();
  const { exitCode, stdout } = await run(["publish", "--dry-run"], { cwd: repo, env });
  expect(exitCode).toBe(0);
  expect(stdout).toContain(`Would create the private repository ${github.url}/ann/my-blog\nWould commit links to GitHub in .backend-starter.json, README.md and package.json\nWould push main to`);
  expect(await git(repo, "log", "--format=%s")).toBe("First commit");
  expect(await git(repo, "status", "--porcelain", "--branch")).toBe("## main");
  const cwd = temporary();
  expect((await run(["my-api", "--yes", "--idea", "api", "--github", "--dry-run"], { cwd, env })).stdout).toContain(`Would publish it to ${github.url}/ann/my-api\n`);
  expect(github.requests.filter((each) => !each.startsWith("GET "))).toEqual([]);
  expect(names(cwd)).toEqual([]);
});

test("--json prints what was done, or the refusal", async () => {
  const repo = await made();
  const first = await run(["publish", "--json"], { cwd: repo, env });
  expect(JSON.parse(first.stdout)).toEqual({
    format: 1, status: "published", directory: repo, name: "my-blog", owner: "ann", url: `${github.url}/ann/my-blog`, visibility: "private",
    branch: "main", made: true, linked: true, pushed: true, links: [".backend-starter.json", "README.md", "package.json"], left: [],
  });
  expect(JSON.parse((await run(["publish", "--json"], { cwd: repo, env })).stdout)).toMatchObject({ status: "unchanged", made: false, pushed: false });
  github.state.tokens.clear();
  const refused = await run(["publish", "--json"], { cwd: repo, env });
  expect(JSON.parse(refused.stdout)).toEqual({ format: 1, status: "refused", error: refused.stderr });
});

test("special characters reach GitHub unchanged, and Git's settings cannot redirect the push", async () => {
  const description = `"; rm -rf / # $(id) \`id\` \\ {{x}} </script> 😀 it's`;
  const settings = `${ann}[url "https://elsewhere.invalid/"]\n\tinsteadOf = ${github.url}/\n\tpushInsteadOf = ${github.url}/\n[credential]\n\thelper = "!echo asked >&2; exit 1"\n`;
  const cwd = temporary();
  const own = cleanEnvironment(settings, { ...github.env, GITHUB_TOKEN: token });
  const { exitCode, stderr } = await run(["my-blog", "--yes", "--github", "--title", "$(id) 'x' \"y\"", "--description", description], { cwd, env: own });
  expect([exitCode, stderr]).toEqual([0, ""]);
  expect(github.state.repos.get("ann/my-blog")).toMatchObject({ description });
  expect(await git(github.folderOf("ann/my-blog"), "log", "--format=%s", "main")).toBe("First commit");
});

test("a project of a custom idea is published without the folder of the idea", async () => {
  const cwd = temporary();
  mkdirSync(join(cwd, "recipes"));
  writeFileSync(join(cwd, "recipes/idea.json"), JSON.stringify({ title: "Recipe Box", description: "What a family cooks.", resources: ["recipe title:string"] }));
  await run(["my-box", "--yes", "--idea", "./recipes"], { cwd, env });
  rmSync(join(cwd, "recipes"), { recursive: true });
  expect(await run(["publish", "my-box"], { cwd, env })).toMatchObject({ exitCode: 0, stderr: "" });
  expect(github.state.repos.get("ann/my-box")).toMatchObject({ description: "What a family cooks.", topics: ["rest-api", "express", "nodejs", "typescript", "postgresql"] });
  expect(readFileSync(join(cwd, "my-box/README.md"), "utf8")).toContain("https://github.com/ann/my-box/actions/workflows/ci.yml/badge.svg");
});

test("--github takes the owner from a preset, and creates a Git repository although the preset says git: false", async () => {
  github.state.organisations.set("our-team", ["ann"]);
  const cwd = temporary();
  writeFileSync(join(cwd, "team.json"), JSON.stringify({ owner: "our-team", git: false }));
  expect(await run(["my-blog", "--yes", "--github", "--preset", "team.json"], { cwd, env })).toMatchObject({ exitCode: 0, stderr: "" });
  expect([...github.state.repos.keys()]).toEqual(["our-team/my-blog"]);
});

test("a project inside another repository is not published, and the reason is printed", async () => {
  const cwd = temporary();
  await git(cwd, "init", "--quiet");
  const { exitCode, stdout } = await run(["my-blog", "--yes", "--github"], { cwd, env });
  expect(exitCode).toBe(3);
  expect(stdout).toContain("! Not published to GitHub: it is part of another repository\n");
  expect(github.state.repos.size).toBe(0);
});
