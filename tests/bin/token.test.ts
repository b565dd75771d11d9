// Token: never in an output, a file or a command line, whatever fails.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { addRepo, refusePushes } from "../support/github-operations.ts";
import { startGitHub, token, type GitHub } from "../support/github.ts";
import { which } from "../support/machine.ts";
import { ann, git, programs, run } from "../support/sandbox.ts";
import { filesHolding, showsCommandLines, spellingsOf, watchCommandLines } from "../support/traces.ts";

const words = spellingsOf(token);
let github: GitHub;
/** All folders that a run may write to: home, temporary files, and new projects. */
let world: string;
let place: string;
let env: NodeJS.ProcessEnv;

/** Settings of a Git that stores credentials, and traces everything. */
const tracingSettings = `${ann}
[credential]
	helper = store
[trace2]
	eventTarget = WORLD/trace2
	configParams = *
`;

beforeAll(async () => {
  github = await startGitHub();
  world = realpathSync(mkdtempSync(join(tmpdir(), "world-")));
  const [home, temporary, first] = ["home", "tmp", "first"].map((name) => join(world, name)) as [string, string, string];
  for (const folder of [home, temporary, first]) mkdirSync(folder);
  writeFileSync(join(home, ".gitconfig"), tracingSettings.replace("WORLD", world));
  const traces = { GIT_TRACE: join(world, "trace"), GIT_TRACE_CURL: join(world, "curl"), GIT_TRACE_REDACT: "0", GIT_CURL_VERBOSE: "1" };
  env = { PATH: process.env.PATH, HOME: home, TMPDIR: temporary, GIT_CONFIG_NOSYSTEM: "1", ...traces, ...github.env, GITHUB_TOKEN: token };
  await run(["my-blog", "--yes"], { cwd: first, env });
}, 60_000);

beforeEach(() => {
  github.reset();
  place = mkdtempSync(join(world, "place-"));
  cpSync(join(world, "first/my-blog"), join(place, "my-blog"), { recursive: true });
});

afterEach(async () => {
  expect(await filesHolding(world, words)).toEqual([]);
  expect(readFileSync(join(world, "trace2"), "utf8")).toContain('"event":"exit"');
  expect(readFileSync(join(world, "trace"), "utf8")).toContain("built-in: git commit");
  rmSync(place, { recursive: true, force: true });
});

afterAll(async () => {
  rmSync(world, { recursive: true, force: true, maxRetries: 5 });
  await github.close();
});

/** Runs our bin while the command lines of all processes are watched. */
async function watched(args: string[], { cwd = join(place, "my-blog"), more = {} }: { cwd?: string; more?: NodeJS.ProcessEnv } = {}) {
  const stop = showsCommandLines ? await watchCommandLines(words) : () => ({ seen: [], rounds: Infinity });
  const { exitCode, stdout, stderr } = await run(args, { cwd, env: { ...env, ...more } });
  const { seen, rounds } = await stop();
  return { exitCode, text: stdout + stderr, seen, rounds };
}

function expectNothing({ text, seen }: { text: string; seen: string[] }): void {
  for (const word of words) expect(text).not.toContain(word);
  expect(seen).toEqual([]);
}

/** Creates an empty repository on GitHub whose hook refuses every push with this message. */
function refuseEveryPush(says: string): void {
  addRepo(github.state, "ann/my-blog");
  refusePushes(github.state, "ann/my-blog", says);
}

const basic = Buffer.from(`x-access-token:${token}`).toString("base64");

test("a successful run leaves the token nowhere, locally or on GitHub", async () => {
  const created = await watched(["my-api", "--yes", "--github", "--idea", "api"], { cwd: place });
  expect(created).toMatchObject({ exitCode: 0 });
  expect(created.rounds).toBeGreaterThan(10);
  expectNothing(created);
  const published = await watched(["publish", "--json"]);
  expect(published).toMatchObject({ exitCode: 0 });
  expectNothing(published);
  expect(github.requests.filter((each) => each.endsWith("/git-receive-pack"))).toHaveLength(2);
  expect(await filesHolding(join(github.folderOf("ann/my-blog"), "../.."), words)).toEqual([]);
  expect(await git(join(place, "my-blog"), "config", "--list", "--local")).not.toMatch(/extraheader|credential|insteadof/i);
});

describe("A failed run does not show the token, even if the other side repeats it:", () => {
  test.each<[string, RegExp, () => void, NodeJS.ProcessEnv?]>([
    ["a token that is refused", /does not accept the token in GITHUB_TOKEN/, () => github.refuse(/./, 401, { message: `Bad credentials: ${token}` })],
    ["a repository that may not be created", /does not create ann\/my-blog: .*\[token\]/, () => github.refuse(/POST/, 403, { message: `${token} and ${basic} may not`, errors: [token] })],
    ["a push that is refused", /The push to .* failed\. It said: .*\[token\]/, () => refuseEveryPush(`Not with ${token}, and not with ${basic}`)],
    ["a push with a secret", /refuses the push because a commit holds a secret/, () => refuseEveryPush(`error: GH013: push cannot contain secrets: ${token}`)],
    ["an invalid token", /contains a character that no token has/, () => {}, { GITHUB_TOKEN: `${token}\n${token}` }],
    ["a server that cannot be reached", /cannot be reached/, () => {}, { GITHUB_API_URL: "http://127.0.0.1:1", GITHUB_SERVER_URL: "http://127.0.0.1:1" }],
  ])("%s", async (_, sentence, arrange, more) => {
    arrange();
    const result = await watched(["publish"], { more });
    expect(result.text).toMatch(sentence);
    expect([1, 3]).toContain(result.exitCode);
    expectNothing(result);
  });
});

test.runIf(showsCommandLines)("the watch on command lines and the search in files find a leaked token", async () => {
  const PATH = `${programs({ git: `sh -c 'sleep 0.2; true' "$GITHUB_TOKEN"\nexec ${which("git")} "$@"` })}:${process.env.PATH}`;
  const { seen } = await watched(["publish", "--dry-run"], { more: { PATH } });
  expect(seen.join("\n")).toContain(token);
  const repo = join(place, "my-blog");
  for (const [name, text] of [["plain", `x${token}`], ["encoded", basic]] as const) {
    writeFileSync(join(repo, name), text);
    expect(await filesHolding(place, words)).toEqual([join(repo, name)]);
    await git(repo, "add", name);
    rmSync(join(repo, name));
    expect(await filesHolding(place, words)).toEqual([`the objects of ${join(repo, ".git")}`]);
    rmSync(place, { recursive: true });
    cpSync(join(world, "first/my-blog"), repo, { recursive: true });
  }
});
