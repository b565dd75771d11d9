// Whole class: its assignment is proven, handed out, collected, graded and updated, in this process. What can go wrong on the
// way is tested in tests/bin and tests/generated.
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { execa } from "execa";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { resultsOf } from "../support/class.ts";
import { rosterOf } from "../support/classes.ts";
import { activityOf } from "../support/github-operations.ts";
import { startGitHub, token, type GitHub } from "../support/github.ts";
import { environmentForEach, runHere, type Recorded } from "../support/in-process.ts";
import { cleanEnvironment, git } from "../support/sandbox.ts";

const place = mkdtempSync(join(tmpdir(), "backend-starter-class-"));
const folder = join(place, "week-3");
let github: GitHub;

beforeAll(async () => {
  github = await startGitHub();
  github.state.organisations.set("my-bootcamp", ["ann"]);
}, 60_000);
afterAll(async () => {
  await github.close();
  rmSync(place, { recursive: true, force: true, maxRetries: 5 });
});
afterEach(() => expect(github.defects).toEqual([]));
environmentForEach(() => cleanEnvironment(undefined, { ...github.env, GITHUB_TOKEN: token, TZ: "UTC" }));

const server = `import { createServer } from "node:http";
createServer((req, res) => {
  if (req.url === "/health") return res.end("ok");
  // task greet
  res.end("Hello!");
  // starter
  // res.writeHead(501).end("The task greet is still open.");
  // end greet
}).listen(process.env.PORT);
`;
const run = { install: "", start: "node server.js", ready: "/health", environment: { PORT: "{port}" } };
const greet = { id: "greet", title: "Greet", skill: "routing", level: 1, hours: 1, points: 5, brief: "Greet.", hints: ["One.", "Two."], needs: [], interview: ["One?", "Two?"] };
const files = {
  "package.json": '{ "name": "greetings", "version": "1.0.0", "type": "module", "private": true }\n',
  "README.md": "# Greetings\n",
  "NOTES.md": "# Notes\n",
  "server.js": server,
  "assignment/tasks.json": JSON.stringify({ run, tasks: [greet] }),
  "assignment/contract/visible/greet.js":
    'import assert from "node:assert/strict";\nimport { test } from "node:test";\nexport default (app) => {\n  test("greets", async () => assert.equal((await app.http("GET /")).text, "Hello!"));\n};\n',
};

const assignment = (action: string, ...args: string[]): Promise<Recorded> => runHere(["assignment", action, folder, ...args]);
const repoOf = (student: number) => `my-bootcamp/week-3-student-${student}`;

/** The first student hands in the solution, over HTTP, as GitHub's clock sees it. */
async function pushSolution(at: string): Promise<string> {
  const work = join(place, "work");
  github.state.tokens.set("token-of-1", "student1");
  github.state.now = () => new Date(at);
  const header = `http.extraHeader=Authorization: Basic ${Buffer.from("x:token-of-1").toString("base64")}`;
  const student = (cwd: string, ...args: string[]) => execa("git", ["-c", header, ...args], { cwd, env: cleanEnvironment(), extendEnv: false });
  await student(place, "clone", "--quiet", `${github.url}/${repoOf(1)}.git`, work);
  cpSync(join(folder, "solution/server.js"), join(work, "server.js"));
  await student(work, "commit", "--quiet", "--all", "--message", "Greet");
  await student(work, "push", "--quiet", "origin", "HEAD:main");
  return (await student(work, "rev-parse", "HEAD")).stdout;
}

test("an assignment of a marked project is proven", async () => {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(place, "my-repo", path)), { recursive: true });
    writeFileSync(join(place, "my-repo", path), text);
  }
  expect(await assignment("create", "--from", join(place, "my-repo"), "--due", "2026-12-01T18:00", "--late", "10% a day", "--yes")).toMatchObject({ exitCode: 0, stderr: "" });
  const { exitCode, text } = await assignment("prove");
  expect([exitCode, text]).toEqual([0, expect.stringMatching(/^✔ Proved 1 task with 3 variants$/m)]);
  expect(readFileSync(join(folder, "PROOF.md"), "utf8")).toMatch(/^\| greet open \| 1 \|$/m);
});

test("it is handed out once to each student", async () => {
  const { exitCode, text } = await assignment("handout", "--roster", rosterOf(folder, 2), "--org", "my-bootcamp");
  expect([exitCode, text]).toEqual([0, expect.stringContaining("✔ Handed out to 2 students in my-bootcamp\n")]);
  expect((await assignment("handout")).text).toContain("Nothing to do: everybody in the roster has a copy.");
  expect([...github.state.repos.keys()]).toEqual([repoOf(1), repoOf(2)]);
});

test("the last push in time is collected and graded, and its page says what lateness cost", async () => {
  const commit = await pushSolution("2026-12-02T21:00:00Z");
  const collected = await assignment("collect");
  expect([collected.exitCode, collected.text]).toEqual([0, expect.stringMatching(/^✔ Collected the work of 1 of 2 students\n[^]*^! Pushed nothing in time: student-2$/m)]);
  const checked = await assignment("check", "--unsandboxed");
  expect([checked.exitCode, checked.stderr]).toEqual([0, ""]);
  expect([...resultsOf(folder).values()]).toMatchObject([{ key: "student-1", of: commit, status: "graded", points: 5, sandboxed: false }]);
  const page = readFileSync(join(folder, "reports/student-1.md"), "utf8");
  expect(page).toContain("my-repo: **5 of 5 points**. 1 of 1 task done.\n\nHanded in 1 day 3 hours after the deadline, which costs 20 % of the points and leaves 4.\n");
  expect(readFileSync(join(folder, "reports/class.md"), "utf8")).toContain("before the penalty for late work");
});

test("a changed starter is pushed to students who pushed nothing, and opens a pull request for others", async () => {
  appendFileSync(join(folder, "starter/NOTES.md"), "Start with the task greet.\n");
  expect((await assignment("update")).text).toContain("Nothing was sent. To send it: ");
  const sent = await assignment("update", "--push");
  expect([sent.exitCode, sent.text]).toEqual([0, expect.stringContaining("✔ Pushed to main of 1, and opened a pull request for 1")]);
  expect(await git(github.folderOf(repoOf(2)), "show", "main:NOTES.md")).toContain("Start with the task greet.");
  expect(activityOf(github.state, repoOf(1)).pulls).toMatchObject([{ title: "Update 1 of the starter", head: "update-1", base: "main" }]);
});

test("a store that is lost after an update is not made again", async () => {
  rmSync(join(folder, "store.git/refs/starter"), { recursive: true });
  for (const again of [false, true]) {
    if (again) rmSync(join(folder, "store.git"), { recursive: true });
    const { exitCode, stderr } = await assignment("handout");
    expect([exitCode, stderr]).toEqual([1, "store.git is missing or damaged, and only it holds the updates that were sent. Restore it from a copy."]);
  }
});
