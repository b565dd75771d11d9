// Update: a changed starter is merged for students who pushed nothing, and becomes a pull request for others, never by force.
import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { assignmentForThisFile, rosterOf } from "../support/classes.ts";
import { activityOf } from "../support/github-operations.ts";
import { startGitHub, token, type GitHub } from "../support/github.ts";
import { environmentForEach, runHere } from "../support/in-process.ts";
import { cleanEnvironment, git } from "../support/sandbox.ts";

let github: GitHub;
beforeAll(async () => { github = await startGitHub(); });
afterAll(() => github.close());
environmentForEach(() => cleanEnvironment(undefined, { ...github.env, GITHUB_TOKEN: token }));

const newAssignment = assignmentForThisFile();
const org = "my-bootcamp";
const repoOf = (student: number) => `${org}/week-3-student-${student}`;
let folder: string;

beforeEach(async () => {
  github.reset();
  github.state.organisations.set(org, ["ann"]);
  folder = newAssignment("assignment.json", "starter");
  await runHere(["assignment", "handout", folder, "--roster", rosterOf(folder, 3), "--org", org]);
});

/** Commits and pushes as a student. */
async function commit(student: number, file: string, text: string): Promise<void> {
  const work = join(folder, "..", `work-${student}`);
  mkdirSync(work, { recursive: true });
  if ((await git(work, "rev-parse", "--is-inside-work-tree").catch(() => "")) === "") await git(work, "clone", "--quiet", "--no-local", github.folderOf(repoOf(student)), ".");
  writeFileSync(join(work, file), text);
  await git(work, "add", "--all");
  await git(work, "commit", "--quiet", "--message", "Mine");
  await git(work, "push", "--quiet", "origin", "HEAD:main");
}

const update = (...args: string[]) => runHere(["assignment", "update", folder, ...args]);
const starter = (file: string) => join(folder, "starter", file);
const mainOf = (student: number) => git(github.folderOf(repoOf(student)), "rev-parse", "main");
const shows = (student: number, branch: string, file: string) => git(github.folderOf(repoOf(student)), "show", `${branch}:${file}`);

test("reports first; then pushes to main, or opens a pull request where the student has pushed or conflicts", async () => {
  expect((await update()).text).toContain("Nothing to do: the starter is as it was handed out.");
  await commit(2, "NOTES.md", "My notes\n");
  await commit(3, "LICENSE", "Mine alone\n");
  appendFileSync(starter("LICENSE"), "One more line, not committed.\n");
  const before = await Promise.all([1, 2, 3].map(mainOf));
  const starterBefore = await git(starter("."), "status", "--porcelain");

  const report = await update();
  expect([report.exitCode, report.text]).toEqual([0, expect.stringContaining("Update 1 changes LICENSE\n\n✔ 2 would merge without a conflict: student-1, student-2\n! student-3: conflicts in LICENSE\n\nNothing was sent. To send it: ")]);
  expect(report.document).toMatchObject({ status: "planned", update: 1, files: ["LICENSE"], students: [{ key: "student-1", state: "clean" }, { state: "clean" }, { state: "conflicts", files: ["LICENSE"] }] });
  expect(await Promise.all([1, 2, 3].map(mainOf))).toEqual(before);
  expect(github.requests.filter((request) => /POST .*pulls/.test(request))).toEqual([]);

  const sent = await update("--push");
  expect([sent.exitCode, sent.text]).toEqual([0, expect.stringContaining("✔ Pushed to main of 1, and opened a pull request for 2")]);
  expect(sent.text).toContain("✔ 1 merged: student-1\n! 2 waiting in a pull request: student-2, student-3\n! student-3: conflicts in LICENSE\n");
  expect(await shows(1, "main", "LICENSE")).toContain("One more line, not committed.");
  expect(await shows(1, "main", "README.md")).toContain("Hello Student 1, this is your own copy");
  expect(await git(github.folderOf(repoOf(1)), "merge-base", "--is-ancestor", before[0] ?? "", "main")).toBe("");
  expect([await mainOf(2), await mainOf(3)]).toEqual(before.slice(1));
  expect(await shows(2, "update-1", "NOTES.md")).toBe("My notes");
  expect(activityOf(github.state, repoOf(1)).pulls).toEqual([]);
  expect(activityOf(github.state, repoOf(2)).pulls).toMatchObject([{ title: "Update 1 of the starter", head: "update-1", base: "main" }]);
  expect(activityOf(github.state, repoOf(3)).pulls[0]?.body).toContain("You changed the same lines in these files. Keep what is right of both:\n\n- `LICENSE`");
  expect(await git(starter("."), "status", "--porcelain")).toBe(starterBefore);
  expect(github.defects).toEqual([]);
  expect(await git(join(folder, "store.git"), "fsck", "--strict", "--full")).not.toContain("error");

  // A second run repeats nothing. Our pushes do not count as work of the student.
  const again = await update("--push");
  expect([again.exitCode, again.text]).toEqual([0, expect.stringContaining("✔ 1 have it already: student-1\n")]);
  expect(again.text).not.toContain("merged");
  expect(again.text).toContain("! 2 waiting in a pull request: student-2, student-3\n");
  expect(again.text).toContain("✔ Pushed to main of 0, and opened a pull request for 0; 2 had an open one already");
  expect(activityOf(github.state, repoOf(2)).pulls).toHaveLength(1);
  expect(activityOf(github.state, repoOf(1)).changes).toHaveLength(2);
  expect((await runHere(["assignment", "collect", folder])).text).toContain("! Pushed nothing in time: student-1");
});

test("a second update follows the first, from committed or uncommitted changes", async () => {
  appendFileSync(starter("LICENSE"), "First.\n");
  await update("--push");
  writeFileSync(starter("MORE.md"), "Second.\n");
  rmSync(starter("LICENSE"));
  await git(starter("."), "add", "--all");
  await git(starter("."), "commit", "--quiet", "--message", "Second");
  expect((await update("--push")).text).toContain("Update 2 changes LICENSE, MORE.md\n");
  expect(await shows(1, "main", "MORE.md")).toBe("Second.");
  expect(await git(github.folderOf(repoOf(1)), "log", "--format=%s", "--first-parent", "main")).toBe("Merge update 2 of the starter\nMerge update 1 of the starter\nYour copy\nFirst commit");
  // A new student gets the original starter, and then both updates.
  await runHere(["assignment", "handout", folder, "--roster", rosterOf(folder, 4)]);
  expect((await update("--push")).text).toContain("✔ 1 merged: student-4\n");
  expect(await shows(4, "main", "MORE.md")).toBe("Second.");
});

test("continues after a failure, and names a repository with another history", async () => {
  appendFileSync(starter("LICENSE"), "First.\n");
  await commit(1, "NOTES.md", "Mine\n");
  await commit(2, "NOTES.md", "Mine\n");
  github.refuse(/POST .*student-2\/pulls/, 403, { message: "Pull requests are off" });
  const { exitCode, text } = await update("--push");
  expect([exitCode, text]).toEqual([3, expect.stringContaining("opens no pull request in my-bootcamp/week-3-student-2: Pull requests are off.")]);
  github.refusals.length = 0;
  const work = join(folder, "..", "work-1");
  await git(work, "checkout", "--quiet", "--orphan", "other");
  await git(work, "commit", "--quiet", "--message", "Alone");
  await git(work, "push", "--quiet", "--force", "origin", "HEAD:main");
  const again = await update("--push");
  expect([again.exitCode, again.text]).toEqual([0, expect.stringContaining("✘ student-1: the history does not contain the starter")]);
  expect(activityOf(github.state, repoOf(2)).pulls).toHaveLength(1);
});

test("ignored files in the starter are not part of an update", async () => {
  writeFileSync(starter(".env"), "SECRET=1\n");
  mkdirSync(starter("node_modules/x"), { recursive: true });
  writeFileSync(starter("node_modules/x/index.js"), "1;\n");
  expect((await update()).text).toContain("Nothing to do: the starter is as it was handed out.");
  expect(readFileSync(starter(".gitignore"), "utf8")).toContain(".env");
});

test.each<[string, () => unknown, string]>([
  ["a file", () => { rmSync(starter("."), { recursive: true }); writeFileSync(starter("."), ""); }, "has no folder starter. Restore it from a copy."],
  ["no repository any more", () => rmSync(starter(".git"), { recursive: true }), "has no .git any more. Restore it from a copy."],
  ["one with another repository in it", async () => {
    mkdirSync(starter("inner"));
    await git(starter("inner"), "init", "--quiet");
    await git(starter("inner"), "commit", "--quiet", "--allow-empty", "--message", "Inner");
  }, '"inner" in the starter is a repository of its own. Remove its folder .git.'],
])("a starter that is %s is refused in one sentence", async (_, damage, says) => {
  await damage();
  const { exitCode, stderr } = await update("--push");
  expect([exitCode, stderr.split("\n").length, stderr]).toEqual([1, 1, expect.stringContaining(says)]);
});
