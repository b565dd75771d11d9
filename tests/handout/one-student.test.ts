// One student: handed out to, collected from, read and updated, on a local GitHub.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { filesOfCommit } from "../../src/git/commit-files.ts";
import { limitsOf, pace, systemClock } from "../../src/github/pace.ts";
import { collectAll } from "../../src/handout/collecting.ts";
import { fillStore, placeAll } from "../../src/handout/handing-out.ts";
import { newStarter } from "../../src/handout/new-starter.ts";
import { updateAll } from "../../src/handout/updating.ts";
import type { Student } from "../../src/roster/class-file.ts";
import { activityOf } from "../support/github-operations.ts";
import { githubForThisFile } from "../support/project-to-publish.ts";
import { git } from "../support/sandbox.ts";
import { commitOn, connectionTo, putOnGitHub, smallClassForThisFile } from "../support/small-class.ts";

const github = await githubForThisFile();
const newClass = smallClassForThisFile();
const repo = "acme/week-3-ann";
const { signal } = new AbortController();

test("one student is handed out to, collected from, and sent an update that merges", async () => {
  const { folder, store, known, tip } = newClass();
  const students = known.students.slice(0, 1).map((student): Student => ({ ...student, pushed: undefined }));
  const connection = connectionTo(github);
  const ours = pace({ limits: limitsOf(connection.host), clock: systemClock, stop: signal, tell: () => undefined });
  const stepDone = () => undefined;
  github.state.organisations.set("acme", ["ann"]);

  expect(await fillStore(folder, known, { words: {}, rows: [], files: [] }, signal)).toEqual(["bo"]);
  expect(await placeAll({ folder, known, students, description: "Week 3", github: { connection, login: "ann" }, pace: ours, stepDone })).toEqual([]);
  expect(await git(github.folderOf(repo), "rev-parse", "refs/heads/main")).toBe(tip);

  const work = await commitOn(store.path, "work", tip, { "b.txt": "mine\n" });
  await putOnGitHub(github, repo, { from: store.path, commit: work });
  await store.git(["update-ref", "-d", "refs/heads/work"]);
  activityOf(github.state, repo).changes.push({ before: tip, after: work, ref: "refs/heads/main", timestamp: "2026-12-01T11:00:00Z", activity_type: "push" });
  const deadlines = { due: new Date("2026-12-01T12:00:00Z"), extensions: new Map<string, Date>(), accepted: 0, grace: 0 };
  const { submissions } = await collectAll({ connection, store, known: { ...known, students }, deadlines, pace: ours, before: new Map(), stepDone });
  expect(submissions).toEqual([{ key: "ann", commit: work, pushed: "2026-12-01T11:00:00.000Z", late: 0 }]);
  const files = await filesOfCommit(store.path, work, (path) => path.endsWith(".txt"));
  expect([...files].map(([path, bytes]) => [path, Buffer.from(bytes).toString()])).toEqual([["a.txt", "one\ntwo\nthree\n"], ["b.txt", "mine\n"]]);

  writeFileSync(join(folder, "starter/a.txt"), "one\ntwo, mended\nthree\n");
  const update = await newStarter(folder, store, known.root, signal);
  if (update === undefined) throw new Error("There is no update.");
  expect(await updateAll({ connection, store, known: { ...known, students }, update, pace: ours, stepDone })).toEqual([{ key: "ann", state: "clean", files: [], sent: "pull request" }]);
});
