// Handing out: how a repository of a student is created, filled and shared, and who is not reached, on a local GitHub.
import { expect, test } from "vitest";
import { limitsOf, pace, systemClock } from "../../src/github/pace.ts";
import { place } from "../../src/handout/placement.ts";
import type { Student } from "../../src/roster/class-file.ts";
import { activityOf, addRepo } from "../support/github-operations.ts";
import { githubForThisFile } from "../support/project-to-publish.ts";
import { git } from "../support/sandbox.ts";
import { commitOn, connectionTo, putOnGitHub, smallClassForThisFile } from "../support/small-class.ts";

const github = await githubForThisFile();
const newClass = smallClassForThisFile();
const repo = "acme/week-3-ann";

/** Places Ann, of whom this is known. Returns the problems, what is known then, how often it was saved, and what GitHub was asked. */
async function placed(more: Partial<Student> = {}, before: (one: ReturnType<typeof newClass>) => unknown = () => undefined) {
  github.state.organisations.set("acme", ["ann"]);
  const small = newClass();
  await before(small);
  github.requests.length = 0;
  const { store, known, tip } = small;
  const connection = connectionTo(github);
  const student: Student = { key: "ann", repo, members: [{ name: "Ann Lee", username: "ann-lee" }], ...more };
  let saved = 0;
  const ours = pace({ limits: limitsOf(connection.host), clock: systemClock, stop: connection.stop, tell: () => undefined });
  const work = place({ connection, login: "ann", store, tips: new Map([["ann", tip]]), known, description: "Week 3", pace: ours, save: () => { saved += 1; } }, student);
  const problems = await work.catch((error: unknown) => String(error));
  const asked = github.requests.filter((request) => !request.includes(".git/"));
  const pushes = github.requests.filter((request) => request === `POST /${repo}.git/git-receive-pack`).length;
  return { small, problems, student, saved, asked, pushes };
}

const creation = "POST /orgs/acme/repos";
const invitation = `PUT /repos/${repo}/collaborators/ann-lee`;
const ours = (small: ReturnType<typeof newClass>) => putOnGitHub(github, repo, { from: small.store.path, commit: small.tip });

test("a repository is created, filled and shared, and saved after each step", async () => {
  const { small: { tip }, problems, student, saved, asked, pushes } = await placed();
  expect([problems, saved, pushes, asked]).toEqual([[], 4, 1, [creation, invitation]]);
  expect(student).toMatchObject({ created: true, pushed: tip, invited: ["ann-lee"] });
  expect(github.state.repos.get(repo)).toMatchObject({ private: true, description: "Week 3" });
  expect(activityOf(github.state, repo).invited).toEqual(["ann-lee"]);
  expect(await git(github.folderOf(repo), "rev-parse", "refs/heads/main")).toBe(tip);
});

test("what was done before is not done again", async () => {
  const done = await placed({ created: true, pushed: "x", invited: ["ann-lee"] });
  expect([done.problems, done.saved, done.asked, done.pushes]).toEqual([[], 0, [], 0]);
  const filled = await placed({ created: true, pushed: "x" }, ours);
  expect([filled.problems, filled.saved, filled.asked, filled.pushes]).toEqual([[], 1, [invitation], 0]);
  const made = await placed({ created: true }, () => addRepo(github.state, repo));
  expect([made.problems, made.saved, made.asked, made.pushes]).toEqual([[], 2, [invitation], 1]);
});

test("a repository that an interrupted run has filled is recognised", async () => {
  const { small: { store, tip }, problems, student, saved, asked, pushes } = await placed({}, ours);
  expect([problems, saved, pushes, asked]).toEqual([[], 3, 0, [creation, `GET /repos/${repo}`, invitation]]);
  expect(student).toMatchObject({ created: true, pushed: tip });
  expect(await git(store.path, "for-each-ref", "refs/seen")).toBe("");
});

test("an empty one is filled if a run of ours had begun to create it", async () => {
  const { small: { tip }, problems, student, pushes } = await placed({ begun: true }, () => addRepo(github.state, repo));
  expect([problems, pushes, student.pushed, student.begun]).toEqual([[], 1, tip, undefined]);
});

const another = `UserError: ${github.url}/${repo} is there already, and is another repo. Rename or delete it there, and hand out again.`;

test.each<[string, (small: ReturnType<typeof newClass>) => unknown]>([
  ["an empty one that somebody else has created", () => addRepo(github.state, repo)],
  ["the copy of another student", ({ store, known }) => putOnGitHub(github, repo, { from: store.path, commit: known.root })],
])("%s is left alone, also the next time", async (_, before) => {
  const { problems, student, pushes } = await placed({}, before);
  expect([problems, pushes]).toEqual([another, 0]);
  expect(student).toEqual({ key: "ann", repo, members: [{ name: "Ann Lee", username: "ann-lee" }] });
});

test("a public repository of that name is left alone", async () => {
  const { problems, student, pushes } = await placed({}, () => addRepo(github.state, repo, { private: false }));
  expect([problems, pushes]).toEqual([`UserError: ${github.url}/${repo} is there already, and public. Delete it there, or hide it.`, 0]);
  expect(student).toEqual({ key: "ann", repo, members: [{ name: "Ann Lee", username: "ann-lee" }] });
});

test("a repository with another history is left alone", async () => {
  const { small: { store }, problems, saved, pushes } = await placed({}, async ({ store }) => {
    const other = await commitOn(store.path, "other", undefined, { "b.txt": "other\n" });
    await putOnGitHub(github, repo, { from: store.path, commit: other });
  });
  expect([problems, saved, pushes]).toEqual([another, 2, 0]);
  expect(await git(store.path, "for-each-ref", "refs/seen")).toBe("");
});

test("an organisation that is none is refused", async () => {
  const { problems, saved } = await placed({}, () => github.state.organisations.clear());
  expect([problems, saved]).toEqual([`UserError: acme is neither your name (ann) nor one of your organisations on ${new URL(github.url).host}. Name another --org.`, 1]);
});

test("members who cannot be invited are named, and the others are invited", async () => {
  const members = [{ name: "Cy" }, { name: "Bo", username: "bo" }, { name: "Ann Lee", username: "ann-lee" }];
  const { problems, student, asked } = await placed({ members, invited: ["ann-lee"] }, () => github.refuse(/collaborators\/bo/, 404, { message: "Not Found" }));
  expect(problems).toEqual([`Cy has no GitHub username in the roster, and was not invited to ${repo}.`, `${new URL(github.url).host} has no user bo.`]);
  expect([student.invited, asked]).toEqual([["ann-lee"], [creation, `PUT /repos/${repo}/collaborators/bo`]]);
});
