// Collect: the last push by the deadline counts, by the clock of the simulated GitHub and not by the dates of commits.
import { randomBytes } from "node:crypto";
import { appendFileSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { fetchCommit } from "../../src/handout/fetching.ts";
import type { Submission } from "../../src/gradebook/collected-file.ts";
import { storeIn } from "../../src/handout/store.ts";
import { assignmentForThisFile, rosterOf } from "../support/classes.ts";
import { activityOf } from "../support/github-operations.ts";
import { startGitHub, token, type GitHub } from "../support/github.ts";
import { environmentForEach, runHere } from "../support/in-process.ts";
import { cleanEnvironment, git } from "../support/sandbox.ts";

let github: GitHub;
beforeAll(async () => { github = await startGitHub(); });
afterAll(() => github.close());
environmentForEach(() => cleanEnvironment(undefined, { ...github.env, GITHUB_TOKEN: token, TZ: "UTC" }));

const newAssignment = assignmentForThisFile("--due", "2026-12-01T18:00", "--late", "10% a day, at most 20%, 1 hour grace");
const org = "my-bootcamp";
let folder: string;

beforeEach(async () => {
  github.reset();
  github.state.organisations.set(org, ["ann"]);
  github.state.now = () => new Date("2026-11-20T09:00:00Z");
  folder = newAssignment("assignment.json", "starter");
  const { stderr } = await runHere(["assignment", "handout", folder, "--roster", rosterOf(folder, 2), "--org", org]);
  expect(stderr).toBe("");
});

const repoOf = (student: number) => `${org}/week-3-student-${student}`;

/** Pushes as a student, over HTTP with the student's token. The dates of the commits are wrong on purpose. */
async function push(student: number, at: string, ...options: string[]): Promise<string> {
  const work = join(folder, "..", `work-${student}`);
  github.state.tokens.set(`token-of-${student}`, `student${student}`);
  const header = `http.extraHeader=Authorization: Basic ${Buffer.from(`x:token-of-${student}`).toString("base64")}`;
  const lie = { GIT_AUTHOR_DATE: "2026-11-25T00:00:00Z", GIT_COMMITTER_DATE: "2026-11-25T00:00:00Z" };
  const run = (...args: string[]) => execa("git", ["-c", header, ...args], { cwd: work, env: { ...process.env, ...cleanEnvironment(), ...lie }, extendEnv: false });
  mkdirSync(work, { recursive: true });
  if ((await git(work, "rev-parse", "--is-inside-work-tree").catch(() => "")) === "") await run("clone", "--quiet", `${github.url}/${repoOf(student)}.git`, ".");
  if (options.includes("--force")) await run("reset", "--quiet", "--hard", "HEAD~1");
  appendFileSync(join(work, "NOTES.md"), `At ${at}\n`);
  await run("add", "--all");
  await run("commit", "--quiet", "--message", `At ${at}`);
  github.state.now = () => new Date(at);
  await run("push", "--quiet", ...options, "origin", "HEAD:main");
  return (await run("rev-parse", "HEAD")).stdout;
}

const collect = () => runHere(["assignment", "collect", folder]);
const collected = () => JSON.parse(readFileSync(join(folder, "collected.json"), "utf8")) as { deadline: string; submissions: Submission[] };
const submission = (student: number) => collected().submissions.find(({ key }) => key === `student-${student}`);
const refs = () => git(join(folder, "store.git"), "for-each-ref", "--format=%(refname) %(objectname)", "refs/collected");

test("the last push in time counts, by the server's clock; late minutes are recorded, and later pushes are ignored", async () => {
  await runHere(["assignment", "handout", folder, "--roster", rosterOf(folder, 4)]);
  const one = await push(1, "2026-12-01T17:59:59Z");
  await push(1, "2026-12-10T00:00:00Z"); // Far too late, though the commit is dated November.
  await push(2, "2026-12-01T12:00:00Z");
  const two = await push(2, "2026-12-01T19:30:01Z");
  await push(3, "2026-12-03T18:00:01Z"); // A second after the two days in which late work counts.
  const { exitCode, text } = await collect();
  expect([exitCode, text]).toEqual([0, expect.stringContaining("✔ Collected the work of 2 of 4 students\n")]);
  expect(text).toContain("! Late: student-2 (91 min)\n! Pushed nothing in time: student-3, student-4\n");
  expect(collected()).toEqual({
    format: 1, deadline: "2026-12-01T18:00:00.000Z", submissions: [
      { key: "student-1", commit: one, pushed: "2026-12-01T17:59:59.000Z", late: 0 },
      { key: "student-2", commit: two, pushed: "2026-12-01T19:30:01.000Z", late: 91 },
      { key: "student-3", commit: null, pushed: null, late: 0 },
      { key: "student-4", commit: null, pushed: null, late: 0 },
    ],
  });
  expect(await refs()).toBe(`refs/collected/student-1 ${one}\nrefs/collected/student-2 ${two}`);
  expect(statSync(join(folder, "collected.json")).mode & 0o777).toBe(0o600);
  expect(readFileSync(join(folder, ".gitignore"), "utf8")).toContain("/collected.json\n");
  expect(github.defects).toEqual([]);
});

test("a forced push after the deadline does not hide the commit before it", async () => {
  const before = await push(1, "2026-12-01T10:00:00Z");
  await push(1, "2026-12-09T10:00:00Z", "--force");
  await collect();
  expect(submission(1)?.commit).toBe(before);
});

test("collecting again is idempotent, follows a new extension, and removes what an earlier run collected", async () => {
  const one = await push(1, "2026-12-01T10:00:00Z");
  const later = await push(1, "2026-12-08T23:59:59Z");
  await collect();
  expect(submission(1)?.commit).toBe(one);
  const bytes = readFileSync(join(folder, "collected.json"));
  github.requests.length = 0;
  await collect();
  expect(readFileSync(join(folder, "collected.json"))).toEqual(bytes);
  expect(github.requests.filter((request) => request.includes(".git/"))).toEqual([]);
  const two = await push(2, "2026-12-08T12:00:00Z");
  writeFileSync(join(folder, "extensions.csv"), "student,due\nStudent1,2026-12-08\nStudent2,2026-12-08\n");
  await collect();
  expect([1, 2].map(submission)).toEqual([
    { key: "student-1", commit: later, pushed: "2026-12-08T23:59:59.000Z", late: 0 },
    { key: "student-2", commit: two, pushed: "2026-12-08T12:00:00.000Z", late: 0 },
  ]);
  // Without its extension the work of student 2 is too late. An extension that is older than the deadline shortens nothing.
  writeFileSync(join(folder, "extensions.csv"), "student,due\nstudent-1,2026-11-20T10:00\n");
  await collect();
  expect([submission(1)?.commit, submission(2)?.commit, await refs()]).toEqual([one, null, `refs/collected/student-1 ${one}`]);
});

test.each([
  ["student,due\nNobody,2026-12-08\n", 'Row 2 of extensions.csv names "Nobody", who is not in the class.'],
  ["student,due\nstudent-1,soon\n", 'Row 2 of extensions.csv: "soon" is not a date.'],
  ["student,due\nstudent-1,2026-12-08\n\ns1@example.com,2026-12-09\n", "Row 4 of extensions.csv names student-1 again."],
  ["who,when\nstudent-1,2026-12-08\n", "has no columns student and due."],
])("the extensions %j are refused", async (text, says) => {
  writeFileSync(join(folder, "extensions.csv"), text);
  expect(await collect()).toMatchObject({ exitCode: 1, stderr: expect.stringContaining(says) as string });
});

test("pages through many pushes after the deadline", async () => {
  const commit = await push(1, "2026-12-01T10:00:00Z");
  const { changes } = activityOf(github.state, repoOf(1));
  const last = changes.at(-1);
  if (last !== undefined) for (let at = 0; at < 250; at += 1) changes.push({ ...last, timestamp: "2026-12-09T00:00:00Z", after: "f".repeat(40) });
  await collect();
  expect(submission(1)?.commit).toBe(commit);
  expect(github.requests.filter((request) => request.includes("student-1/activity"))).toHaveLength(3);
});

describe("A hostile repository", () => {
  test("with another history is collected with a warning", async () => {
    const work = join(folder, "..", "work-1");
    await push(1, "2026-12-01T10:00:00Z");
    await git(work, "checkout", "--quiet", "--orphan", "other");
    await push(1, "2026-12-01T11:00:00Z", "--force").catch(() => undefined);
    await git(work, "commit", "--quiet", "--allow-empty", "--message", "Alone");
    const alone = await git(work, "rev-parse", "HEAD");
    await git(work, "push", "--quiet", "--force", github.folderOf(repoOf(1)), "HEAD:main");
    const { changes } = activityOf(github.state, repoOf(1));
    changes.push({ before: alone, after: alone, ref: "refs/heads/main", timestamp: "2026-12-01T12:00:00Z", activity_type: "force_push" });
    const { exitCode, text } = await collect();
    expect([exitCode, text]).toEqual([0, expect.stringContaining("! student-1: the history does not contain the starter, so it cannot be updated\n")]);
    expect(submission(1)?.commit).toBe(alone);
  });

  test("with a path `.git` in a tree is refused by Git, and the others are collected", async () => {
    const bare = github.folderOf(repoOf(1));
    const blob = await git(bare, "hash-object", "-w", "--literally", "-t", "blob", join(folder, "assignment.json"));
    const tree = (await execa("git", ["mktree"], { cwd: bare, input: `100644 blob ${blob}\t.git\n` })).stdout;
    const evil = await git(bare, "-c", "user.name=x", "-c", "user.email=x@x", "commit-tree", "-m", "Evil", tree);
    await git(bare, "update-ref", "refs/heads/main", evil);
    activityOf(github.state, repoOf(1)).changes.push({ before: evil, after: evil, ref: "refs/heads/main", timestamp: "2026-12-01T12:00:00Z", activity_type: "push" });
    const two = await push(2, "2026-12-01T10:00:00Z");
    const { exitCode, text } = await collect();
    expect([exitCode, text]).toEqual([3, expect.stringContaining("✘ student-1: my-bootcamp/week-3-student-1 holds an object that Git does not accept. Look at it on GitHub.")]);
    expect([submission(1)?.commit, submission(2)?.commit]).toEqual([null, two]);
    expect(await git(join(folder, "store.git"), "fsck", "--strict", "--full")).not.toContain("error");
  });

  test("that is too large or too slow is refused, and its objects are removed", async () => {
    const small = await push(1, "2026-12-01T10:00:00Z");
    await collect();
    writeFileSync(join(folder, "..", "work-1", "large.bin"), randomBytes(3_000_000));
    const large = await push(1, "2026-12-01T11:00:00Z");
    const store = storeIn(folder, new AbortController().signal);
    const connection = { host: { api: "", server: github.url, name: "github" }, login: { token, from: "gh" }, stop: new AbortController().signal, pause: 0 };
    const [owner = "", name = ""] = repoOf(1).split("/");
    const fetch = (bytes: number, milliseconds: number) => fetchCommit(store, { folder: store.path, to: { owner, name }, connection }, large, "refs/collected/student-1", { bytes, milliseconds });
    await expect(fetch(1e6, 60_000)).rejects.toThrow("my-bootcamp/week-3-student-1 is larger than 1 MB. Look at it on GitHub.");
    await expect(fetch(1e7, 1)).rejects.toThrow("my-bootcamp/week-3-student-1 took too long to fetch.");
    expect(await git(store.path, "for-each-ref", "--format=%(refname) %(objectname)", "refs/collected", "refs/incoming")).toBe(`refs/collected/student-1 ${small}`);
    expect(readdirSync(join(store.path, "objects/pack")).filter((file) => file.startsWith("tmp_"))).toEqual([]);
    await fetch(1e7, 60_000);
    expect(await refs()).toContain(large);
  });
});

test("a deleted repository is named, its earlier commit is kept, and the others are collected", async () => {
  const one = await push(1, "2026-12-01T10:00:00Z");
  await collect();
  github.refuse(/student-1\/activity/, 404, { message: "Not Found" });
  const two = await push(2, "2026-12-01T10:00:00Z");
  const { exitCode, text } = await collect();
  expect([exitCode, text]).toEqual([3, expect.stringContaining("✘ student-1: ")]);
  expect([submission(1)?.commit, submission(2)?.commit]).toEqual([one, two]);
});

test.each(["collect", "update"])("assignment %s names a store that was deleted, and handout makes it again", async (action) => {
  rmSync(join(folder, "store.git"), { recursive: true });
  const { exitCode, stderr } = await runHere(["assignment", action, folder]);
  expect([exitCode, stderr]).toEqual([1, expect.stringMatching(/store\.git" is missing or damaged\. Restore it from a copy, or .* assignment handout\.$/)]);
  expect((await runHere(["assignment", "handout", folder])).exitCode).toBe(0);
  expect((await runHere(["assignment", action, folder])).exitCode).toBe(0);
});

test("a class without repositories and a folder without a class are refused", async () => {
  const other = newAssignment("assignment.json", "starter");
  expect(await runHere(["assignment", "collect", other])).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("was not handed out yet: it has no class.json.") as string });
  await runHere(["assignment", "handout", other, "--roster", rosterOf(other, 1)]);
  expect(await runHere(["assignment", "collect", other])).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("The class has no repositories on GitHub.") as string });
  rmSync(join(folder, "..", "work-1"), { recursive: true, force: true });
});
