// A class of 100: real pushes to the simulated GitHub with a crash, a rate limit and a 403 in the middle, then collected.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { execa } from "execa";
import { afterAll, beforeAll, expect, test } from "vitest";
import { classIn } from "../../src/roster/class-file.ts";
import { assignmentForThisFile, rosterOf } from "../support/classes.ts";
import { activityOf } from "../support/github-operations.ts";
import { startGitHub, token, type GitHub } from "../support/github.ts";
import { bin, cleanEnvironment, git, run } from "../support/sandbox.ts";

const count = process.env.TEST_ALL === "1" ? 100 : 8;
const org = "my-bootcamp";
const newAssignment = assignmentForThisFile("--due", "2026-12-01T18:00");

let github: GitHub;
beforeAll(async () => { github = await startGitHub(); });
afterAll(() => github.close());

test(`handout and collect work for ${count} students, after a crash, a rate limit and a 403`, { timeout: 900_000 }, async () => {
  github.state.organisations.set(org, ["ann"]);
  github.state.now = () => new Date("2026-11-20T09:00:00Z");
  const folder = newAssignment();
  const env = cleanEnvironment(undefined, { ...github.env, GITHUB_TOKEN: token, TZ: "UTC" });
  const handOut = ["assignment", "handout", folder, "--roster", rosterOf(folder, count), "--org", org];
  const half = Math.floor(count / 2);

  // A kill during the pushes, at a random moment.
  const killed = execa(process.execPath, [bin, ...handOut], { env, extendEnv: false, reject: false });
  // One that ends by itself has failed, and must not be waited for.
  while (github.state.repos.size < half && killed.exitCode === null) await wait(20);
  killed.kill("SIGKILL");
  await killed;
  expect(classIn(folder).students.some(({ pushed }) => pushed === undefined)).toBe(true);

  // The next run waits for a rate limit, and continues until each push is refused.
  github.refuse(new RegExp(`PUT .*collaborators/student${half + 2}$`), 429, { message: "Too many" }, { "retry-after": "1" });
  const limited = run(handOut, { cwd: folder, env, timeout: 600_000 });
  const ended = limited.then(() => true);
  const isLimited = () => github.requests.some((request) => request.endsWith(`collaborators/student${half + 2}`));
  while (!isLimited() && !(await Promise.race([ended, wait(20, false)])));
  github.refusals.length = 0;
  github.refuse(/week-3-student-\d+\.git/, 403, { message: "Forbidden" });
  const refused = await limited;
  // Three in a row end the run; of a small class there are fewer left, which are named.
  expect([refused.exitCode, refused.stdout + refused.stderr]).toEqual([3, expect.stringContaining("does not let this login push there.")]);

  github.refusals.length = 0;
  expect(await run(handOut, { cwd: folder, env, timeout: 600_000 })).toMatchObject({ exitCode: 0, stderr: "" });
  const { students } = classIn(folder);
  expect([students.length, github.state.repos.size]).toEqual([count, count]);
  for (const { key, repo = "" } of students) {
    expect(await git(github.folderOf(repo), "rev-parse", "main")).toBe(await git(join(folder, "store.git"), "rev-parse", `refs/heads/${key}`));
    expect(activityOf(github.state, repo).invited).toHaveLength(1);
  }

  // Every second student pushes in time.
  for (const [at, { repo = "" }] of students.entries()) {
    if (at % 2 === 1) continue;
    github.state.now = () => new Date("2026-12-01T17:00:00Z");
    const work = join(folder, "..", `work-${at}`);
    const header = `http.extraHeader=Authorization: Basic ${Buffer.from(`x:${token}`).toString("base64")}`;
    await git(folder, "-c", header, "clone", "--quiet", `${github.url}/${repo}.git`, work);
    await git(work, "-c", "user.name=S", "-c", "user.email=s@example.com", "commit", "--quiet", "--allow-empty", "--message", "Mine");
    await git(work, "-c", header, "push", "--quiet", "origin", "HEAD:main");
  }
  const collected = await run(["assignment", "collect", folder], { cwd: folder, env, timeout: 600_000 });
  expect([collected.exitCode, collected.stdout]).toEqual([0, expect.stringContaining(`✔ Collected the work of ${count / 2} of ${count} students`)]);
  const { submissions } = JSON.parse(readFileSync(join(folder, "collected.json"), "utf8")) as { submissions: { late: number }[] };
  expect(submissions.filter(({ late }) => late > 0)).toEqual([]);
  expect(await git(join(folder, "store.git"), "fsck", "--strict", "--full")).not.toContain("error");
  expect(github.defects).toEqual([]);
});
