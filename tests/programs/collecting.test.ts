// Collecting and updating: what is fetched of each student, what is noted about it, and how an update reaches each, on a local GitHub.
import { randomBytes } from "node:crypto";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { limitsOf, pace, systemClock, type Pace } from "../../src/github/pace.ts";
import { RepoError } from "../../src/github/activity.ts";
import type { Submission } from "../../src/gradebook/collected-file.ts";
import { collectAll } from "../../src/handout/collecting.ts";
import { fetchCommit, usualBounds } from "../../src/handout/fetching.ts";
import { updateAll } from "../../src/handout/updating.ts";
import { messageOf } from "../support/canned.ts";
import { activityOf, addRepo } from "../support/github-operations.ts";
import { githubForThisFile } from "../support/project-to-publish.ts";
import { git } from "../support/sandbox.ts";
import { commitOn, connectionTo, putOnGitHub, smallClassForThisFile, type SmallClass } from "../support/small-class.ts";

const github = await githubForThisFile();
const newClass = smallClassForThisFile();
const repo = "acme/week-3-ann";
const { signal } = new AbortController();
const twoLines = "one\ntwo, changed\nthree\n";

function paceOf(stop: AbortSignal = signal): Pace {
  return pace({ limits: limitsOf(connectionTo(github).host), clock: systemClock, stop, tell: () => undefined });
}

/** Puts a commit of Ann's on GitHub, as one that was pushed at a time. */
async function pushed({ store }: SmallClass, commit: string, timestamp: string): Promise<void> {
  await putOnGitHub(github, repo, { from: store.path, commit });
  activityOf(github.state, repo).changes.push({ before: commit, after: commit, ref: "refs/heads/main", timestamp, activity_type: "push" });
}

/** Collects the work of Ann alone. */
async function collected({ store, known }: SmallClass, { due = "2026-12-01T12:00:00Z", accepted = 60, before = [] as Submission[] } = {}) {
  let steps = 0;
  const [ann] = known.students;
  const found = await collectAll({
    connection: connectionTo(github), store, known: { ...known, students: ann === undefined ? [] : [ann] },
    deadlines: { due: new Date(due), extensions: new Map(), accepted, grace: 0 }, pace: paceOf(),
    before: new Map(before.map((each) => [each.key, each])), stepDone: () => { steps += 1; },
  });
  return { ...found, steps, refs: await git(store.path, "for-each-ref", "--format=%(objectname) %(refname)", "refs/collected", "refs/incoming") };
}

const nothing = { key: "ann", commit: null, pushed: null, late: 0 };

test("work is fetched with its time and the minutes that it is late", async () => {
  const small = newClass();
  const work = await commitOn(small.store.path, "work", small.tip, { "b.txt": "mine\n" });
  await pushed(small, work, "2026-12-01T12:00:01Z");
  const found = await collected(small);
  expect(found).toEqual({ submissions: [{ key: "ann", commit: work, pushed: "2026-12-01T12:00:01.000Z", late: 1 }], problems: [], notes: [], steps: 1, refs: `${work} refs/collected/ann` });
  github.requests.length = 0;
  expect(await collected(small)).toEqual(found);
  expect(github.requests.filter((request) => request.includes(".git/"))).toEqual([]);
});

test("a push after the time in which late work counts is none", async () => {
  const small = newClass();
  const work = await commitOn(small.store.path, "work", small.tip, { "b.txt": "mine\n" });
  await pushed(small, work, "2026-12-01T13:00:01Z");
  expect(await collected(small)).toMatchObject({ submissions: [nothing], refs: "" });
  expect(await collected(small, { accepted: 61 })).toMatchObject({ submissions: [{ commit: work, late: 61 }] });
});

test("what we pushed ourselves is no work, and takes the place of what was collected before", async () => {
  const small = newClass();
  const work = await commitOn(small.store.path, "work", small.tip, { "b.txt": "mine\n" });
  await pushed(small, work, "2026-12-01T10:00:00Z");
  await collected(small);
  await pushed(small, small.tip, "2026-12-01T11:00:00Z");
  expect(await collected(small)).toEqual({ submissions: [nothing], problems: [], notes: [], steps: 1, refs: "" });
  await pushed(small, small.known.root, "2026-12-01T11:30:00Z");
  expect(await collected(small)).toMatchObject({ submissions: [nothing], refs: `${small.known.root} refs/collected/ann` });
});

test("work with another history is noted", async () => {
  const small = newClass();
  await pushed(small, await commitOn(small.store.path, "work", undefined, { "b.txt": "mine\n" }), "2026-12-01T10:00:00Z");
  expect((await collected(small)).notes).toEqual(["ann: the history does not contain the starter, so it cannot be updated"]);
});

test("a student who cannot be reached keeps what was collected before", async () => {
  const small = newClass();
  const problem = `ann: ${new URL(github.url).host} shows this login no repo ${repo}. Look for it there.`;
  github.refuse(/activity/, 404, { message: "Not Found" });
  const before = [{ key: "ann", commit: small.tip, pushed: "2026-12-01T10:00:00.000Z", late: 0 }];
  expect(await collected(small)).toEqual({ submissions: [nothing], problems: [problem], notes: [], steps: 1, refs: "" });
  expect(await collected(small, { before })).toMatchObject({ submissions: before, problems: [problem] });
});

test("a login that GitHub refuses ends the run", async () => {
  github.refuse(/activity/, 401, { message: "Bad credentials" });
  expect(await messageOf(collected(newClass()))).toContain("does not accept the token in GITHUB_TOKEN.");
});

/** Fetches a commit of Ann's within bounds. */
function fetched(small: SmallClass, commit: string, bounds = usualBounds, stop = signal): Promise<string> {
  const [owner = "", name = ""] = repo.split("/");
  const way = { folder: small.store.path, to: { owner, name }, connection: connectionTo(github, stop) };
  return messageOf(fetchCommit(small.store, way, commit, "refs/collected/ann", bounds));
}

test("the bounds of a commit are 50 MB and five minutes", () => {
  expect(usualBounds).toEqual({ bytes: 50_000_000, milliseconds: 300_000 });
});

test("a commit within its bounds is named, and one beyond them leaves nothing", async () => {
  const small = newClass();
  const work = await commitOn(small.store.path, "work", small.tip, { "b.txt": randomBytes(30_000).toString("hex") });
  await putOnGitHub(github, repo, { from: small.store.path, commit: work });
  const other = newClass();
  const refs = () => git(other.store.path, "for-each-ref", "--format=%(objectname) %(refname)", "refs/collected", "refs/incoming");
  expect(await fetched(other, work, { bytes: 20_000, milliseconds: 60_000 })).toBe(`${repo} is larger than 0 MB. Look at it on GitHub.`);
  expect(await fetched(other, work, { bytes: 1e7, milliseconds: 1 })).toBe(`${repo} took too long to fetch. Try again later.`);
  expect(await fetched(other, work, usualBounds, AbortSignal.abort(new Error("Stopped.")))).toBe("Stopped.");
  expect([await refs(), readdirSync(join(other.store.path, "objects/pack")).filter((name) => name.startsWith("tmp_"))]).toEqual(["", []]);
  expect(await fetched(other, work)).toBe("no error");
  expect(await refs()).toBe(`${work} refs/collected/ann`);
});

test("a commit that Git does not accept, and one that is not there, are failures with this repository", async () => {
  const small = newClass();
  await putOnGitHub(github, repo, { from: small.store.path, commit: small.tip });
  const bare = github.folderOf(repo);
  const evil = await commitOn(bare, "evil", undefined, { "b.txt": "mine\n" });
  const blob = await git(bare, "rev-parse", `${evil}:b.txt`);
  const tree = (await commitTree(bare, `100644 blob ${blob}\t.git\n`)).trim();
  expect(await fetched(small, tree)).toBe(`${repo} holds an object that Git does not accept. Look at it on GitHub.`);
  expect(await fetched(small, "f".repeat(40))).toMatch(/^acme\/week-3-ann could not be fetched\. /);
  const [owner = "", name = ""] = repo.split("/");
  const way = { folder: small.store.path, to: { owner, name }, connection: connectionTo(github) };
  await expect(fetchCommit(small.store, way, "f".repeat(40), "refs/collected/ann")).rejects.toBeInstanceOf(RepoError);
});

/** A commit whose tree is these lines of `git mktree`. */
async function commitTree(bare: string, lines: string): Promise<string> {
  const { execa } = await import("execa");
  const { stdout } = await execa("git", ["mktree"], { cwd: bare, input: lines });
  const commit = await git(bare, "commit-tree", "-m", "Evil", stdout);
  await git(bare, "update-ref", "refs/heads/evil", commit);
  return commit;
}

/** A class whose starter has an update of the second line of a.txt, and of other files. */
async function updatedClass(...files: string[]) {
  const small = newClass();
  const commit = await commitOn(small.store.path, "update", small.known.root, { "a.txt": twoLines });
  await small.store.git(["update-ref", "-d", "refs/heads/update"]);
  const names = ["NAME", "EMAIL", "DATE"];
  const identity = Object.fromEntries(["AUTHOR", "COMMITTER"].flatMap((role) => names.map((name) => [`GIT_${role}_${name}`, name === "DATE" ? "@1700000001 +0000" : "ann"])));
  return { ...small, update: { number: 2, commit, files: ["a.txt", ...files], identity } };
}

/** Brings the update to Ann alone, or only reports about it. Her work is what is on GitHub. */
async function updated({ store, known, update }: Awaited<ReturnType<typeof updatedClass>>, sends = true) {
  const [ann] = known.students;
  let steps = 0;
  github.requests.length = 0;
  const all = await updateAll({ connection: connectionTo(github), store, known: { ...known, students: ann === undefined ? [] : [ann] }, update, pace: sends ? paceOf() : undefined, stepDone: () => { steps += 1; } });
  const heads = github.state.repos.has(repo) ? await git(github.folderOf(repo), "for-each-ref", "--format=%(refname:lstrip=2) %(objectname)") : "";
  return { all, steps, heads: new Map(heads.split("\n").map((line) => line.split(" ") as [string, string])), pulls: activityOf(github.state, repo).pulls };
}

const work = async (small: SmallClass, files: Record<string, string>, parent?: string) => {
  const commit = await commitOn(small.store.path, "work", parent, files);
  await putOnGitHub(github, repo, { from: small.store.path, commit });
  await small.store.git(["update-ref", "-d", "refs/heads/work"]);
  return commit;
};

test("a student who has pushed nothing gets the update on main", async () => {
  const small = await updatedClass();
  await putOnGitHub(github, repo, { from: small.store.path, commit: small.tip });
  const { all, steps, heads, pulls } = await updated(small);
  expect([all, steps, pulls, [...heads.keys()]]).toEqual([[{ key: "ann", state: "clean", files: [], sent: "main" }], 1, [], ["main"]]);
  expect(heads.get("main")).toBe(await git(small.store.path, "rev-parse", "refs/heads/ann"));
  expect(await git(small.store.path, "show", "-s", "--format=%P %s", "refs/heads/ann")).toBe(`${small.tip} ${small.update.commit} Merge update 2 of the starter`);
  expect((await updated(small)).all).toEqual([{ key: "ann", state: "up to date", files: [] }]);
});

test("a report changes nothing on GitHub", async () => {
  const small = await updatedClass();
  await putOnGitHub(github, repo, { from: small.store.path, commit: small.tip });
  const { all, heads } = await updated(small, false);
  expect([all, heads.get("main")]).toEqual([[{ key: "ann", state: "clean", files: [] }], small.tip]);
});

test("a student who has pushed gets a pull request with the merge, and a second one is the same", async () => {
  const small = await updatedClass("`b`.txt");
  const current = await work(small, { "c.txt": "mine\n" }, small.tip);
  const { all, heads, pulls } = await updated(small);
  expect([all, heads.get("main")]).toEqual([[{ key: "ann", state: "clean", files: [], sent: "pull request" }], current]);
  expect(await git(github.folderOf(repo), "show", "-s", "--format=%P", heads.get("update-2") ?? "")).toBe(`${current} ${small.update.commit}`);
  const body = "The starter of this assignment was changed. Merge this pull request, and run `git pull`.\n\nChanged:\n\n- `a.txt`\n- `'b'.txt`";
  expect(pulls).toEqual([{ number: 1, title: "Update 2 of the starter", head: "update-2", base: "main", body }]);
  const again = await updated(small);
  expect([again.all, again.pulls.length]).toEqual([[{ key: "ann", state: "clean", files: [], sent: "open pull request" }], 1]);
  expect(github.requests.filter((request) => request.endsWith("git-receive-pack"))).toEqual([]);
});

test("of conflicts, the update itself is sent, and the files are named", async () => {
  const small = await updatedClass(...Array.from({ length: 50 }, (_, at) => `${at}.txt`));
  await work(small, { "a.txt": "one\nmine\nthree\n" }, small.tip);
  expect((await updated(small, false)).all).toEqual([{ key: "ann", state: "conflicts", files: ["a.txt"] }]);
  const { all, heads, pulls } = await updated(small);
  expect([all, heads.get("update-2")]).toEqual([[{ key: "ann", state: "conflicts", files: ["a.txt"], sent: "pull request" }], small.update.commit]);
  expect(pulls[0]?.body).toMatch(/- `48\.txt`\n\nYou changed the same lines in these files\. Keep what is right of both:\n\n- `a\.txt`$/);
});

test("work that does not contain the starter is not touched", async () => {
  const small = await updatedClass();
  await work(small, { "a.txt": "mine\n" });
  const { all, pulls } = await updated(small);
  expect([all, pulls]).toEqual([[{ key: "ann", state: "unrelated", files: [] }], []]);
});

test("students who cannot be reached are named with the reason", async () => {
  const small = await updatedClass();
  const unreached = (problem: string) => [{ key: "ann", state: "unreached", files: [], problem: `ann: ${problem}` }];
  addRepo(github.state, repo);
  expect((await updated(small)).all).toEqual(unreached(`${repo} has no branch main.`));
  await work(small, { "c.txt": "mine\n" }, small.tip);
  github.refuse(/pulls/, 422, { message: "No." });
  expect((await updated(small)).all).toEqual(unreached(`${new URL(github.url).host} opens no pull request in ${repo}: No.`));
});

test("a branch of the student with the name of an update is no update", async () => {
  const small = await updatedClass();
  const current = await work(small, { "c.txt": "mine\n" }, small.tip);
  await putOnGitHub(github, repo, { from: small.store.path, commit: current, branch: "update-2" });
  const { all, heads, pulls } = await updated(small);
  expect([all, pulls, heads.get("update-2")]).toEqual([[{ key: "ann", state: "unreached", files: [], problem: `ann: ${repo} has another branch update-2. Rename it there.` }], [], current]);
});

test("work of the student on the branch of an update is kept, and its pull request opened", async () => {
  const small = await updatedClass();
  await work(small, { "c.txt": "mine\n" }, small.tip);
  await putOnGitHub(github, repo, { from: small.store.path, commit: await commitOn(small.store.path, "more", small.update.commit, { "d.txt": "more\n" }), branch: "update-2" });
  expect((await updated(small)).all).toMatchObject([{ state: "clean", sent: "pull request" }]);
});

test("a student who merged the update as one commit has it already", async () => {
  const small = await updatedClass();
  await work(small, { "a.txt": twoLines, "c.txt": "mine\n" }, small.tip);
  const { all, pulls } = await updated(small);
  expect([all, pulls]).toEqual([[{ key: "ann", state: "up to date", files: [] }], []]);
});

/** Commits a folder that holds the one below it ten times, nine levels deep, on top of Ann's copy. */
async function bomb({ store, tip }: SmallClass, file: string): Promise<string> {
  const { execa } = await import("execa");
  const mktree = async (lines: string) => (await execa("git", ["mktree", "--missing"], { cwd: store.path, input: lines })).stdout;
  const blob = (await execa("git", ["hash-object", "-w", "--stdin"], { cwd: store.path, input: file })).stdout;
  let tree = await mktree(file === "" ? "" : `100644 blob ${blob}\tx\n`);
  for (let level = 0; level < 9; level += 1) tree = await mktree(Array.from({ length: 10 }, (_, at) => `040000 tree ${tree}\t${at}\n`).join(""));
  return git(store.path, "commit-tree", "-m", "Work", "-p", tip, tree);
}

test.each([["a file", "x"], ["nothing"]])("a small push with %s in a billion folders is not merged", async (_, file = "") => {
  const small = await updatedClass();
  await putOnGitHub(github, repo, { from: small.store.path, commit: await bomb(small, file) });
  expect((await updated(small)).all).toMatchObject([{ state: "unreached", problem: `ann: ${repo} has more than 20000 files or 200 MB. Look at it on GitHub.` }]);
});

test("a small push of a file that unpacks to more than 200 MB is not merged", async () => {
  const small = await updatedClass();
  await work(small, { "a.txt": "0".repeat(201_000_000) }, small.tip);
  expect((await updated(small)).all).toMatchObject([{ state: "unreached", problem: expect.stringContaining("200 MB") as string }]);
});

test("one student who cannot be reached stops none of the others", async () => {
  const { store, known, update } = await updatedClass();
  for (const { repo = "", pushed = "" } of known.students) await putOnGitHub(github, repo, { from: store.path, commit: pushed });
  await store.git(["update-ref", "refs/heads/bo", known.root]);
  github.refuse(/week-3-ann\.git\/info/, 500, {});
  const reached = await updateAll({ connection: connectionTo(github), store, known, update, stepDone: () => undefined }).catch(String);
  expect(reached).toMatchObject([{ key: "ann", state: "unreached" }, { key: "bo", state: "clean" }]);
});

test("a run that was stopped reaches nobody", async () => {
  const { store, known, update } = await updatedClass();
  const stop = AbortSignal.abort(new Error("Stopped."));
  expect(await messageOf(updateAll({ connection: connectionTo(github, stop), store, known, update, stepDone: () => undefined }))).toBe("Stopped.");
});
