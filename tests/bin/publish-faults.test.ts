// Failed publications: each prints one sentence, has the right exit code, and leaves the local repository whole. The other
// answers of GitHub, Git and the network are in tests/github.
import { cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { addRepo, refusePushes } from "../support/github-operations.ts";
import { startGitHub, token, type GitHub } from "../support/github.ts";
import { freePort } from "../support/port.ts";
import { ann, bin, cleanEnvironment, git, names, run, temporary } from "../support/sandbox.ts";

/** An address without a server. */
const closed = `http://127.0.0.1:${await freePort()}`;
let github: GitHub;
let env: NodeJS.ProcessEnv;
/** Two created projects, one with an owner; every test uses its own copies. */
let seeds: string;
let repo: string;

beforeAll(async () => {
  github = await startGitHub();
  seeds = realpathSync(mkdtempSync(join(tmpdir(), "seeds-")));
  mkdirSync(join(seeds, "free"));
  writeFileSync(join(seeds, ".gitconfig"), ann);
  const home = { PATH: process.env.PATH, HOME: seeds, GIT_CONFIG_NOSYSTEM: "1" };
  await run(["my-blog", "--yes", "--owner", "ann"], { cwd: seeds, env: home });
  await run(["my-blog", "--yes"], { cwd: join(seeds, "free"), env: home });
}, 120_000);
afterAll(async () => {
  rmSync(seeds, { recursive: true, force: true, maxRetries: 5 });
  await github.close();
});
afterEach(() => expect(github.defects).toEqual([]));
beforeEach(() => {
  github.reset();
  env = cleanEnvironment(undefined, { ...github.env, GITHUB_TOKEN: token, TZ: "UTC" });
  repo = copyOf("my-blog");
});

function copyOf(seed: string): string {
  const copy = join(temporary(), "my-blog");
  cpSync(join(seeds, seed), copy, { recursive: true });
  return copy;
}

const hostName = () => new URL(github.url).host;
const headOf = (folder: string) => git(folder, "rev-parse", "HEAD");

/** Expects a valid repository without uncommitted, ignored or lock files. */
async function expectWhole(folder: string): Promise<void> {
  await git(folder, "fsck", "--strict");
  expect(await git(folder, "status", "--porcelain", "--ignored")).toBe("");
  expect(names(join(folder, ".git")).filter((name) => name.endsWith(".lock"))).toEqual([]);
}

interface Way {
  exitCode?: number;
  args?: string[];
  more?: NodeJS.ProcessEnv;
  folder?: string;
}

/** Publishes, and expects it to fail without changing the repository. */
async function expectRefusal(sentence: string | RegExp, { exitCode = 1, args = [], more = {}, folder = repo }: Way = {}): Promise<void> {
  const head = await headOf(folder);
  const said = await run(["publish", ...args], { cwd: folder, env: { ...env, ...more } });
  if (typeof sentence === "string") expect(said.stderr).toBe(sentence.replaceAll("HOST", hostName()));
  else expect(said.stderr).toMatch(sentence);
  expect(said.exitCode).toBe(exitCode);
  expect(said.stderr).not.toContain("\n");
  expect(await headOf(folder)).toBe(head);
  await expectWhole(folder);
}

const scopes = "The token in GITHUB_TOKEN needs the scopes repo and workflow.";

describe("publish fails when GitHub refuses because", () => {
  test.each<[string, () => void, string, string[]?]>([
    ["the token is invalid", () => github.state.tokens.clear(), "HOST does not accept the token in GITHUB_TOKEN. Create a new one, or unset it and run gh auth login."],
    ["the token cannot create repositories", () => github.refuse(/POST/, 403, { message: "Resource not accessible by personal access token" }), `HOST does not create ann/my-blog: Resource not accessible by personal access token. ${scopes}`],
    ["the rate limit of the hour is exceeded", () => github.refuse(/./, 403, { message: "API rate limit exceeded" }, { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "1900000000" }), "HOST accepts no more requests from you until 17/03/2030, 17:46:40. Try again then."],
    ["the owner is neither the user nor one of their organisations", () => {}, "bob is neither your name (ann) nor one of your organisations on HOST. Name another --owner.", ["--owner", "bob"]],
    ["only admins of the organisation may create repositories", () => github.state.organisations.set("team", ["bob"]), `HOST does not create team/my-blog: You need admin access to the organization before adding a repository to it. ${scopes}`, ["--owner", "team"]],
    ["another repository of that name was created meanwhile", () => github.refuse(/POST/, 422, { message: "Repository creation failed.", errors: [{ message: "name already exists on this account" }] }), "There is another repo ann/my-blog on HOST. Rename or delete it there, or name another --owner."],
  ])("%s", async (_, arrange, sentence, args = []) => {
    arrange();
    await expectRefusal(sentence, { args });
  });
});

describe("publish fails without a connection:", () => {
  test.each<[string, NodeJS.ProcessEnv, string | RegExp]>([
    ["no server at the address", { GITHUB_API_URL: closed }, `${new URL(closed).host} cannot be reached (ECONNREFUSED). Check the network, and try again.`],
    ["an unknown host name", { GITHUB_API_URL: "https://github.invalid" }, /^github\.invalid cannot be reached \(E\w+\)\. Check the network, and try again\.$/],
  ])("%s", (_, more, sentence) => expectRefusal(sentence, { more }));

  test("Git cannot connect, and the next run continues from there", async () => {
    await expectRefusal(`${new URL(closed).host} cannot be reached by Git. Check the network, and try again.`, { exitCode: 3, more: { GITHUB_SERVER_URL: closed } });
    expect(github.state.repos.size).toBe(1);
    expect(await run(["publish"], { cwd: repo, env })).toMatchObject({ exitCode: 0 });
    expect(await git(github.folderOf("ann/my-blog"), "rev-parse", "main")).toBe(await headOf(repo));
  });
});

describe("publish fails when the push is refused:", () => {
  test.each([
    ["the branch is protected", "error: GH006: Protected branch update failed for refs/heads/main.", "HOST protects this branch against pushes. Push another branch (git switch --create my-change) and open a pull request."],
    ["a commit contains a secret", "error: GH013: Repository rule violations found for refs/heads/main.\n- GITHUB PUSH PROTECTION\n  - Push cannot contain secrets", "HOST refuses the push because a commit holds a secret. Remove it from the commits (git commit --amend if it is in the last one), and create a new secret."],
    ["an unknown message of a hook", "\u001b[31mMondays only", /^The push to HOST failed\. It said: \P{Cc}*Mondays only\P{Cc}*$/u],
  ])("%s", async (_, says, sentence) => {
    addRepo(github.state, "ann/my-blog");
    refusePushes(github.state, "ann/my-blog", says);
    await expectRefusal(typeof sentence === "string" ? sentence : new RegExp(sentence.source.replace("HOST", hostName()), "u"));
  });

  test.each([
    [403, "HOST does not let this login push there. Log in as a user who may push, or give the token the scopes repo and workflow."],
    [401, "HOST does not accept the login for a push. Run gh auth login again, or create a new token."],
  ])("with status %i", async (status, sentence) => {
    addRepo(github.state, "ann/my-blog");
    github.refuse(/service=git-receive-pack/, status, {}, { "www-authenticate": 'Basic realm="GitHub"' });
    await expectRefusal(sentence);
  });

  test("after `create --github` the project stays, the exit code is 3, and publish continues from there", async () => {
    const cwd = temporary();
    github.refuse(/service=git-receive-pack/, 403, {});
    const { exitCode, stdout, stderr } = await run(["my-blog", "--yes", "--github"], { cwd, env });
    expect([exitCode, stderr]).toEqual([3, ""]);
    expect(stdout).toContain(`! Not published to GitHub, but the local project is complete. ${hostName()} does not let this login push there.`);
    expect(stdout).toMatch(/\n {2}node \S+bin\.cjs publish\n/);
    await expectWhole(join(cwd, "my-blog"));
    github.refusals.length = 0;
    expect(await run(["publish"], { cwd: join(cwd, "my-blog"), env })).toMatchObject({ exitCode: 0, stderr: "" });
    expect(await git(join(cwd, "my-blog"), "log", "--format=%s", "origin/main")).toBe("First commit");
  });
});

describe("publish refuses a folder that is not ready:", () => {
  test.each<[string, (folder: string) => unknown, string]>([
    ["a file is not committed", (folder) => writeFileSync(join(folder, "NOTES.md"), "x"), 'Not everything is committed: "NOTES.md". Run git add --all and git commit --message "What you did", and publish again.'],
    ["there is no receipt", (folder) => rmSync(join(folder, ".backend-starter.json")), "FOLDER holds no .backend-starter.json. Go to the folder of a repo that create-backend-starter created."],
    ["the receipt is broken", (folder) => writeFileSync(join(folder, ".backend-starter.json"), "{}"), "This is not a receipt (.backend-starter.json): its format, version or date is missing."],
    ["there is no Git repo", (folder) => rmSync(join(folder, ".git"), { recursive: true }), 'This folder is not a Git repo yet. Run git init, git add --all and git commit --message "First commit".'],
    ["no branch is checked out", (folder) => git(folder, "checkout", "--quiet", "--detach"), "No branch is checked out. Run git switch main."],
    ["there is no commit", (folder) => git(folder, "update-ref", "-d", "HEAD"), 'There is no commit yet. Run git add --all and git commit --message "First commit".'],
    ["origin is another repository", (folder) => git(folder, "remote", "add", "origin", `https://x:${token}@example.com/a/b.git`), 'The repo\'s origin is "https://example.com/a/b.git", not SERVER/ann/my-blog. Push there with git push, or run git remote remove origin and publish again.'],
  ])("%s", async (_, spoil, sentence) => {
    await spoil(repo);
    const { exitCode, stdout, stderr } = await run(["publish"], { cwd: repo, env });
    expect([exitCode, stdout.replace(/^Checking GitHub \.\.\.\n?/, "")]).toEqual([1, ""]);
    expect(stderr).toBe(sentence.replace("FOLDER", JSON.stringify(repo)).replace("SERVER", github.url));
    expect(github.requests.filter((each) => !each.startsWith("GET"))).toEqual([]);
  });

  test("GitHub has commits that are missing here", async () => {
    const elsewhere = copyOf("my-blog");
    writeFileSync(join(elsewhere, "NOTES.md"), "x");
    await git(elsewhere, "add", "--all");
    await git(elsewhere, "-c", "user.name=Bob", "-c", "user.email=bob@example.com", "commit", "--quiet", "--message", "Notes");
    await run(["publish"], { cwd: elsewhere, env });
    await git(repo, "remote", "add", "origin", `${github.url}/ann/my-blog.git`);
    await expectRefusal("HOST has commits that this folder does not have. Run git pull --rebase, and publish again.");
  });

  test("Git does not know the author of the commit of the links", async () => {
    const more = cleanEnvironment("", { ...github.env, GITHUB_TOKEN: token });
    await expectRefusal(/^Git does not know who you are\. Tell it your name and address: git config --global user\.name .* then git config /, { folder: copyOf("free/my-blog"), more });
    expect(github.state.repos.size).toBe(0);
  });

  test("a hook refuses the commit of the links: the files are restored, and the next run continues", async () => {
    const folder = copyOf("free/my-blog");
    const hook = join(folder, ".git/hooks/pre-commit");
    writeFileSync(hook, "#!/bin/sh\necho 'not today' >&2\nexit 1\n", { mode: 0o755 });
    await expectRefusal('Git did not make the commit "Add links to GitHub". It said: not today', { folder, exitCode: 3 });
    rmSync(hook);
    expect(await run(["publish"], { cwd: folder, env })).toMatchObject({ exitCode: 0, stderr: "" });
    expect(github.requests.filter((each) => each === "POST /user/repos")).toHaveLength(1);
  });
});

describe("Ctrl-C stops publish", () => {
  test.each([
    ["while it asks GitHub", /^GET \/user$/, "Stopped. Nothing was written."],
    ["while Git pushes", /service=git-receive-pack/, "Stopped. Finished steps stay, and publish continues from there."],
  ])("%s", async (_, route, sentence) => {
    github.refuse(route, 0, {});
    const running = execa(process.execPath, [bin, "publish"], { cwd: repo, env, extendEnv: false, reject: false, stdin: "ignore" });
    await expect.poll(() => github.requests.some((each) => route.test(each)), { timeout: 60_000 }).toBe(true);
    running.kill("SIGINT");
    const { exitCode, stderr } = await running;
    expect([exitCode, stderr]).toEqual([130, sentence]);
    await expectWhole(repo);
    github.refusals.length = 0;
    expect(await run(["publish"], { cwd: repo, env })).toMatchObject({ exitCode: 0, stderr: "" });
    expect(existsSync(github.folderOf("ann/my-blog"))).toBe(true);
  });
});
