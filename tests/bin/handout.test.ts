// Handout: every student gets a repository of their own on the simulated GitHub, whatever interrupts it.
import { appendFileSync, existsSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { classIn, type Class } from "../../src/roster/class-file.ts";
import { assignmentForThisFile, rosterOf } from "../support/classes.ts";
import { addRepo, activityOf } from "../support/github-operations.ts";
import { startGitHub, token, type GitHub } from "../support/github.ts";
import { environmentForEach, runHere } from "../support/in-process.ts";
import { cleanEnvironment, git, names, programs } from "../support/sandbox.ts";

let github: GitHub;
beforeAll(async () => { github = await startGitHub(); });
afterAll(() => github.close());
environmentForEach(() => cleanEnvironment(undefined, { ...github.env, GITHUB_TOKEN: token }));

const newAssignment = assignmentForThisFile();
const org = "my-bootcamp";
let folder: string;
beforeEach(() => {
  github.reset();
  github.state.organisations.set(org, ["ann"]);
  folder = newAssignment("assignment.json", "starter");
});

const handOut = (...args: string[]) => runHere(["assignment", "handout", folder, ...args]);
const creations = () => github.requests.filter((request) => /^(POST \/orgs|PUT .*collaborators)/.test(request));

/** Expects a private repository for each student, with the branch of the store and invitations. */
async function expectAll(known: Class): Promise<void> {
  for (const { key, repo = "", members } of known.students) {
    expect(github.state.repos.get(repo)).toMatchObject({ private: true });
    expect(await git(github.folderOf(repo), "rev-parse", "main")).toBe(await git(join(folder, "store.git"), "rev-parse", `refs/heads/${key}`));
    expect(activityOf(github.state, repo).invited).toEqual(members.map(({ username }) => username));
  }
  expect(github.defects).toEqual([]);
}

test("gives each of eight students a repository, a branch and an invitation, and changes nothing when run again", async () => {
  const { exitCode, text } = await handOut("--roster", rosterOf(folder, 8), "--org", org);
  expect([exitCode, text]).toEqual([0, expect.stringContaining("✔ Added 8 students to ")]);
  expect(text).toContain("✔ Handed out to 8 students in my-bootcamp\n\nAfter the deadline: ");
  expect(creations()).toHaveLength(16);
  const known = classIn(folder);
  expect(known.students[2]).toEqual({
    key: "student-3", repo: "my-bootcamp/week-3-student-3", created: true, invited: ["student3"], pushed: expect.stringMatching(/^\w{40}$/) as string,
    members: [{ name: "Student 3", username: "student3", email: "s3@example.com" }],
  });
  await expectAll(known);
  expect(statSync(join(folder, "class.json")).mode & 0o777).toBe(0o600);
  expect(readFileSync(join(folder, ".gitignore"), "utf8")).toContain("/class.json\n/*.csv\n");

  const again = await handOut();
  expect([again.exitCode, again.text]).toEqual([0, expect.stringContaining("Nothing to do: everybody in the roster has a copy.")]);
  expect(creations()).toHaveLength(16);
});

test("adds only new students of a changed roster, and names and keeps students who left", async () => {
  const roster = rosterOf(folder, 2);
  await handOut("--roster", roster, "--org", org);
  writeFileSync(roster, readFileSync(roster, "utf8").replace(/^Student 1.*\n/m, "Zoë,zoe,z@example.com\n"));
  const { text } = await handOut("--roster", roster);
  expect(text).toContain("✔ Handed out to 1 student in my-bootcamp\n! Not in the roster any more, and kept: student-1");
  expect(classIn(folder).students.map(({ key }) => key)).toEqual(["student-1", "student-2", "zoe"]);
  expect(creations()).toHaveLength(6);
  expect(text).not.toContain("handed out first");
});

test("a starter that has changed since is told when it is handed out to a new student, and to nobody else", async () => {
  const roster = rosterOf(folder, 1);
  await handOut("--roster", roster, "--org", org);
  appendFileSync(join(folder, "starter/README.md"), "\nMore help.\n");
  expect((await handOut("--roster", roster)).text).not.toContain("handed out first");
  appendFileSync(roster, "Zoë,zoe,z@example.com\n");
  const note = "! New students get the starter as it was handed out first. To send what changed: ";
  expect((await handOut("--roster", roster, "--dry-run")).text).toContain(note);
  expect((await handOut("--roster", roster)).text).toContain(note);
});

test("creates no repository for students who left before --org was given", async () => {
  await handOut("--roster", rosterOf(folder, 3));
  expect((await handOut("--roster", rosterOf(folder, 2), "--org", org)).exitCode).toBe(0);
  expect([...github.state.repos.keys()]).toEqual(["my-bootcamp/week-3-student-1", "my-bootcamp/week-3-student-2"]);
});

test("--dry-run shows students, repositories, requests and time, and changes nothing", async () => {
  const before = names(folder);
  const { exitCode, text, document } = await handOut("--roster", rosterOf(folder, 3), "--org", org, "--dry-run");
  expect(exitCode).toBe(0);
  expect(text).toContain("Would hand out to 3 students, 3 of them new:\n\n  student-1  Student 1  my-bootcamp/week-3-student-1  invites student1\n");
  expect(text).toMatch(/: 3 repositories to create and fill, 3 invitations, about 6 s\n/);
  expect(document).toMatchObject({ status: "planned", repos: 3, invitations: 3 });
  expect([names(folder), github.requests.filter((request) => !request.startsWith("GET "))]).toEqual([before, []]);
});

test("a group gets one repository, with an invitation for each member", async () => {
  const roster = join(folder, "..", "groups.csv");
  writeFileSync(roster, "name,username,group\nAnn,ann-lee,Team A\nBo,bo,Team A\nCy,cy,\n");
  await handOut("--roster", roster, "--org", org);
  expect([...github.state.repos.keys()]).toEqual(["my-bootcamp/week-3-team-a", "my-bootcamp/week-3-cy"]);
  expect(activityOf(github.state, "my-bootcamp/week-3-team-a").invited).toEqual(["ann-lee", "bo"]);
  expect(await git(join(folder, "store.git"), "show", "team-a:README.md")).toContain("Hello Ann and Bo, this is your own copy");
});

test("without --org only the local store is created, and a later run with --org completes the class", async () => {
  const roster = rosterOf(folder, 2);
  const { exitCode, text } = await handOut("--roster", roster);
  expect([exitCode, github.requests]).toEqual([0, []]);
  expect(text).toMatch(/ {2}git --git-dir=\S+store\.git push <address of an empty repo> student-1:main\n/);
  await handOut("--org", org);
  await expectAll(classIn(folder));
});

describe("If one student fails, the others are completed:", () => {
  const notFound = { message: "Not Found" };
  test.each<[string, () => void, string]>([
    ["a username that does not exist", () => github.refuse(/PUT .*collaborators\/student2$/, 404, notFound), "✘ 127.0.0.1:PORT has no user student2."],
    ["an invitation that is refused", () => github.refuse(/PUT .*collaborators\/student2$/, 422, { message: "Validation Failed", errors: [{ message: "student2 is blocked" }] }), "✘ 127.0.0.1:PORT does not invite student2 to my-bootcamp/week-3-student-2: Validation Failed student2 is blocked."],
    ["an existing public repository", () => addRepo(github.state, "my-bootcamp/week-3-student-2", { private: false }), "/my-bootcamp/week-3-student-2 is there already, and public."],
  ])("%s", async (_, prepare, says) => {
    prepare();
    const { exitCode, text } = await handOut("--roster", rosterOf(folder, 3), "--org", org);
    expect([exitCode, text]).toEqual([3, expect.stringContaining(says.replace("127.0.0.1:PORT", new URL(github.url).host))]);
    expect(activityOf(github.state, "my-bootcamp/week-3-student-3").invited).toEqual(["student3"]);
    github.refusals.length = 0;
    addRepo(github.state, "unused", {});
    if (github.state.repos.get("my-bootcamp/week-3-student-2")?.private === false) github.state.repos.delete("my-bootcamp/week-3-student-2");
    expect((await handOut()).exitCode).toBe(0);
    await expectAll(classIn(folder));
  });

  test("an existing repository with another history", async () => {
    const repo = "my-bootcamp/week-3-student-2";
    addRepo(github.state, repo);
    const other = newAssignment("assignment.json", "starter");
    appendFileSync(join(other, "starter/README.md"), "Another\n");
    await git(join(other, "starter"), "commit", "--quiet", "--all", "--amend", "--message", "Another");
    await git(join(other, "starter"), "push", "--quiet", github.folderOf(repo), "HEAD:main");
    const theirs = await git(github.folderOf(repo), "rev-parse", "main");
    const { exitCode, text } = await handOut("--roster", rosterOf(folder, 3), "--org", org);
    expect([exitCode, text]).toEqual([3, expect.stringContaining("/my-bootcamp/week-3-student-2 is there already, and is another repo. Rename or delete it there")]);
    expect([await git(github.folderOf(repo), "rev-parse", "main"), activityOf(github.state, repo).invited]).toEqual([theirs, []]);
  });

  test("a student without a username", async () => {
    const roster = join(folder, "..", "roster.csv");
    writeFileSync(roster, "name,username\nAnn,\nBo,bo\n");
    const { exitCode, text } = await handOut("--roster", roster, "--org", org);
    expect([exitCode, text]).toEqual([3, expect.stringContaining("✘ Ann has no GitHub username in the roster, and was not invited to my-bootcamp/week-3-ann.")]);
    writeFileSync(roster, "name,username\nAnn,ann-lee\nBo,bo\n");
    expect((await handOut("--roster", roster)).exitCode).toBe(0);
    await expectAll(classIn(folder));
  });
});

describe("A run that is interrupted", () => {
  test.each<[string, RegExp, number]>([
    ["by a 403 before a repo", /POST \/orgs/, 403], ["by 403s in the pushes", /week-3-student-[3-5]\.git\/git-receive-pack/, 403], ["by an outage before the invitations", /PUT .*collaborators\/student[3-5]/, 500],
  ])("%s continues where it stopped", async (_, route, status) => {
    github.refuse(route, status, { message: "You shall not pass" });
    const { exitCode, stderr } = await handOut("--roster", rosterOf(folder, 5), "--org", org);
    expect([exitCode, stderr]).toEqual([3, expect.stringContaining("Run the same command again to go on.")]);
    github.refusals.length = 0;
    expect((await handOut()).exitCode).toBe(0);
    await expectAll(classIn(folder));
    expect(new Set(creations()).size).toBe(6);
  });

  test.each<[string, RegExp, number, string]>([
    ["a 403 in a push", /week-3-student-2\.git\/git-receive-pack/, 403, "does not let this login push there."],
    ["an error of the server", /PUT .*collaborators\/student2/, 500, "answered with a server error (500)."],
    ["a redirect", /week-3-student-2\.git\/info/, 301, "sends Git to another address"],
  ])("by %s for one student hands out to all others", async (_, route, status, says) => {
    github.refuse(route, status, { message: "You shall not pass" }, { location: "http://127.0.0.1:1/" });
    const { exitCode, text } = await handOut("--roster", rosterOf(folder, 3), "--org", org);
    expect([exitCode, text.split("\n").filter((line) => /^[✔✘]/.test(line)).slice(1)]).toEqual([3, [expect.stringContaining("✔ Handed out to 2 students"), expect.stringContaining("✘ student-2: ")]]);
    expect(text).toContain(says);
    github.refusals.length = 0;
    expect((await handOut()).exitCode).toBe(0);
    await expectAll(classIn(folder));
  });

  test("by a crash between a request and its record recognises its repositories", async () => {
    await handOut("--roster", rosterOf(folder, 3), "--org", org);
    const known = classIn(folder);
    for (const at of [0, 1]) {
      delete known.students[at]?.created;
      delete known.students[at]?.pushed;
      Object.assign(known.students[at] ?? {}, { begun: true });
    }
    // Student 1 has pushed since, and the repo of student 2 is still empty.
    const work = join(folder, "..", "work");
    await git(folder, "clone", "--quiet", "--no-local", github.folderOf("my-bootcamp/week-3-student-1"), work);
    await git(work, "commit", "--quiet", "--allow-empty", "--message", "Mine");
    await git(work, "push", "--quiet", "origin", "HEAD:main");
    addRepo(github.state, "my-bootcamp/week-3-student-2");
    writeFileSync(join(folder, "class.json"), JSON.stringify(known));
    const { exitCode, stderr } = await handOut();
    expect([exitCode, stderr]).toEqual([0, ""]);
    expect(await git(github.folderOf("my-bootcamp/week-3-student-1"), "log", "-1", "--format=%s", "main")).toBe("Mine");
    expect(await git(github.folderOf("my-bootcamp/week-3-student-2"), "log", "-1", "--format=%s", "main")).toBe("Your copy");
    expect(await git(join(folder, "store.git"), "for-each-ref", "refs/seen")).toBe("");
  });

  test("by Ctrl-C keeps what was handed out", async () => {
    const stop = new AbortController();
    const { push } = github.requests;
    github.requests.push = (...asked) => {
      if (asked.some((each) => each.includes("collaborators/student2"))) stop.abort();
      return push.apply(github.requests, asked);
    };
        const { exitCode, stderr } = await runHere(["assignment", "handout", folder, "--roster", rosterOf(folder, 4), "--org", org], stop.signal);
        github.requests.push = push;
    expect([exitCode, stderr]).toEqual([130, "Stopped. What was handed out stays. Run the same command again to go on."]);
    expect((await handOut()).exitCode).toBe(0);
    await expectAll(classIn(folder));
  });

  test("by a rate limit waits as long as GitHub asks for", async () => {
    github.refuse(/PUT .*collaborators\/student2/, 403, { message: "You have exceeded a secondary rate limit." }, { "retry-after": "0" });
    setTimeout(() => { github.refusals.length = 0; }, 1_500);
    expect((await handOut("--roster", rosterOf(folder, 3), "--org", org)).exitCode).toBe(0);
    await expectAll(classIn(folder));
  });
});

test.each<[string[], number, string]>([
  [["--org", org], 2, "assignment handout needs the students. Write --roster <file>"],
  [["--roster", "nowhere.csv"], 1, "cannot be read (ENOENT)"],
  [["--roster", "ROSTER", "--org", "../etc"], 2, '"../etc" is no name of an organisation.'],
  [["--roster", "ROSTER", "--org", "other"], 3, "other is neither your name (ann) nor one of your organisations on "],
  [["--roster", "ROSTER", "--push"], 2, ""],
])("%j is refused", async (args, exitCode, says) => {
  const roster = rosterOf(folder, 2);
  const ran = await handOut(...args.map((arg) => arg.replace("ROSTER", roster)));
  expect([ran.exitCode, ran.stderr]).toEqual([exitCode, expect.stringContaining(says)]);
  if (exitCode !== 3) expect(existsSync(join(folder, "class.json"))).toBe(false);
});

test("a mistyped --org is corrected by the next run, as long as nothing is on GitHub", async () => {
  const roster = rosterOf(folder, 2);
  expect((await handOut("--roster", roster, "--org", "my-bootcmap")).exitCode).toBe(3);
  const { exitCode, text } = await handOut("--roster", roster, "--org", org);
  expect([exitCode, text]).toEqual([0, expect.stringContaining("✔ Handed out to 2 students in my-bootcamp\n")]);
  expect(classIn(folder).students.map(({ repo }) => repo)).toEqual(["my-bootcamp/week-3-student-1", "my-bootcamp/week-3-student-2"]);
  await expectAll(classIn(folder));
});

test("a class in another organisation, on another server, or in a damaged file is refused", async () => {
  await handOut("--roster", rosterOf(folder, 1), "--org", org);
  expect((await handOut("--org", "other")).stderr).toBe("The class is in my-bootcamp, not in other. Leave --org out, or hand out a copy.");
  const known = classIn(folder);
  writeFileSync(join(folder, "class.json"), JSON.stringify({ ...known, server: "https://github.com" }));
  expect((await handOut()).stderr).toContain('The class is on "https://github.com", not on ');
  for (const wrong of [{ key: "../x" }, { repo: "../.." }, { repo: "a/b/c" }, { members: [{ name: "x", username: "../../user" }] }, { members: [] }, { pushed: "--upload-pack=x" }]) {
    writeFileSync(join(folder, "class.json"), JSON.stringify({ ...known, students: [{ key: "x", members: [{ name: "x" }], ...wrong }] }));
    expect((await handOut()).stderr).toContain("has no student at number 1 of its list.");
  }
  rmSync(join(folder, "class.json"));
});

test("without Git nothing is written, and the command that installs it is printed", async () => {
  const before = names(folder);
  const roster = rosterOf(folder, 1);
  process.env.PATH = programs({});
  const { exitCode, stderr } = await handOut("--roster", roster);
  expect([exitCode, stderr, names(folder)]).toEqual([1, expect.stringMatching(/^Git is not installed/), before]);
});
