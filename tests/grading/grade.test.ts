// Grade: a submission from its files to its result, with a grader that answers what each test says.
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import type { CheckResult } from "../../src/classroom/run-checks.ts";
import { grade, open, type Opened } from "../../src/grading/grade.ts";
import type { Checked } from "../../src/grading/grader-process.ts";
import type { Setup } from "../../src/grading/job.ts";
import type { GradedTask } from "../../src/grading/score.ts";
import { Refused } from "../../src/grading/wanted.ts";
import { openWorkplace } from "../../src/grading/workplace.ts";
import { environmentForEach } from "../support/in-process.ts";
import { names, temporary } from "../support/sandbox.ts";

environmentForEach(() => ({ ...process.env, TMPDIR: temporary() }));

const task = (id: string, starter: GradedTask["starter"] = []): GradedTask => ({ id, title: id, points: 6, needs: [], interview: ["One?", "Two?"], starter });
const check = (of: string, name: string, passed: boolean): CheckResult => ({ task: of, check: name, passed, reason: passed ? "" : `no ${name}` });
const lines = (...checks: CheckResult[]) => checks.map((each) => JSON.stringify(each)).join("\n");

/** Two tasks, one of which is open as long as its line is there. */
function setupFor(more: Partial<Setup> = {}): Setup {
  const tasks = [task("a"), task("b", [{ file: "src/b.js", line: 'return todo("b");' }])];
  const grader = { folder: "/grader", checks: new Map([["tasks/a.js", "export {};\n"]]), tasks, isIgnored: () => false, contract: "c0", solution: "/solution", packages: new Map<string, string>() };
  const grading = { layers: [], start: ["node", "app.js"], ready: "/health", install: "", settings: {} };
  return { workplace: openWorkplace(), grader, grading, packageFiles: {}, isolated: false, etc: "/etc", stop: new AbortController().signal, ...more };
}

function opened(files: Record<string, string> = { "app.js": "1" }): Opened {
  return { submission: { key: "ann", kind: "folder", path: "/ann" }, of: "f0", files: new Map(Object.entries(files).map(([path, text]) => [path, Buffer.from(text)])) };
}

/** Grades a submission with what a grader reports and writes. Returns the result, and what the grader was asked. */
async function graded(setup: Setup, submission: Opened, { outcome, ...checked }: Checked & { outcome?: object | string }) {
  const asked: string[] = [];
  let seen: string[] = [];
  const at = (...path: string[]) => join(setup.workplace.folder, ...path);
  const grader = {
    check: (folder: string) => {
      asked.push(`check ${folder}`);
      seen = readdirSync(setup.workplace.folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(at().length + 1)).sort();
      if (outcome !== undefined) writeFileSync(at("submissions", folder, "outcome.json"), typeof outcome === "string" ? outcome : JSON.stringify(outcome));
      return Promise.resolve(checked);
    },
    end: () => Promise.resolve(void asked.push("end")),
  };
  const result = await grade(submission, setup, grader);
  return { result, asked, seen };
}

const fate = (name: string, detail = "") => ({ fate: name, detail, crashes: 1, output: "" });

test("a submission is graded by its checks, and its folders are removed again", async () => {
  const setup = setupFor();
  const { result, asked, seen } = await graded(setup, opened({ "app.js": "1", "src/b.js": 'x\n  return todo("b");\n' }), { lines: lines(check("a", "1", true), check("a", "2", false), check("b", "1", false)), outcome: fate("graded") });
  expect(result).toEqual({
    key: "ann", of: "f0", contract: "c0", sandboxed: false, status: "graded", sentence: "0 of 2 tasks done.", points: 3,
    tasks: [
      { id: "a", points: 3, of: 6, state: "failed", failures: [{ check: "2", reason: "no 2", blocked: undefined }] },
      { id: "b", points: 0, of: 6, state: "open", failures: [{ check: "1", reason: "no 1", blocked: undefined }] },
    ],
  });
  expect(asked).toEqual(["check ann"]);
  expect(seen).toEqual(["grader/checks/ann/job.json", "grader/checks/ann/tasks/a.js", "run.json", "submissions/ann/app/app.js", "submissions/ann/app/src/b.js"]);
  expect(["submissions", "shares", "grader/checks"].map((folder) => readdirSync(join(setup.workplace.folder, folder)))).toEqual([[], [], []]);
});

test("the grader is told the folders of a submission, of which one has a short name", async () => {
  const setup = setupFor();
  const { workplace: { folder } } = setup;
  let job: Record<string, unknown> = {};
  let shares: string[] = [];
  const looking = {
    check: () => {
      job = JSON.parse(readFileSync(join(folder, "grader/checks/ann/job.json"), "utf8")) as typeof job;
      shares = names(join(folder, "shares"));
      return Promise.resolve({ lines: "" });
    },
    end: () => Promise.resolve(),
  };
  await grade(opened(), setup, looking);
  expect(job).toMatchObject({ app: join(folder, "submissions/ann/app"), copies: { folder: join(folder, "submissions/ann/copies") }, outcome: join(folder, "submissions/ann/outcome.json"), solution: "/solution" });
  expect(shares).toEqual([createHash("sha256").update("ann").digest("hex").slice(0, 8)]);
});

test("after a submission that was not graded to its end, the grader is ended", async () => {
  const { result, asked } = await graded(setupFor(), opened({ "src/b.js": "solved();\n" }), { lines: lines(check("a", "1", true), check("b", "1", false)), outcome: fate("crashed") });
  expect(asked).toEqual(["check ann", "end"]);
  expect([result.status, result.sentence, result.points, result.tasks[1]?.state]).toEqual(["crashed", "Your app ended once while it was checked, and was started again.", 6, "failed"]);
});

const hung = "Your app could not be checked to the end. ";

test.each<[string, Checked["early"], string]>([
  ["late", { late: true, output: "out of memory" }, "To check one of its answers took more than 210 seconds."],
  ["without memory", { late: false, output: "FATAL ERROR: JavaScript heap Out of memory" }, "To check one of its answers took more than 1 GB of memory."],
  ["without memory in C++", { late: false, output: "terminate called after throwing an instance of 'std::bad_alloc'" }, "To check one of its answers took more than 1 GB of memory."],
  ["for another reason", { late: false, output: "Killed" }, "Its checks ended early."],
  ["and said nothing", undefined, "Its checks ended early."],
])("where the grader itself ended %s, the task that it was at has failed", async (_, early, reason) => {
  const { result, asked } = await graded(setupFor(), opened(), { lines: lines(check("a", "1", true), check("a", "2", true), check("b", "1", true)), early });
  expect(asked).toEqual(["check ann", "end"]);
  expect([result.status, result.sentence, result.points]).toEqual(["hung", hung + reason, 6]);
  expect(result.tasks[1]).toEqual({ id: "b", points: 0, of: 6, state: "failed", failures: [{ check: "its checks come to an end", reason, blocked: undefined }] });
});

test("a grader that ended before the first check leaves all tasks without points", async () => {
  const { result } = await graded(setupFor(), opened(), { lines: "", outcome: "half {" });
  expect([result.status, result.points, result.tasks.map(({ points, failures }) => [points, failures.length])]).toEqual(["hung", 0, [[0, 0], [0, 0]]]);
});

test("changed packages are not started", async () => {
  const packageFiles = { manifest: '{"dependencies":{"pg":"8"}}', lock: '{"packages":{"node_modules/pg":{"version":"8"}}}' };
  const { result, asked } = await graded(setupFor({ packageFiles, isolated: true }), opened({ "package.json": '{"dependencies":{"pg":"9"}}', "src/b.js": 'return todo("b");' }), { lines: "" });
  expect(asked).toEqual([]);
  expect(result).toEqual({
    key: "ann", of: "f0", contract: "c0", sandboxed: true, status: "changed its packages", points: 0,
    sentence: 'Your submission changed its packages, so it was not started: package.json changes "pg". Take package.json and the lock file of the starter.',
    tasks: [{ id: "a", points: 0, of: 6, state: "blocked", failures: [] }, { id: "b", points: 0, of: 6, state: "open", failures: [] }],
  });
  const lock = await graded(setupFor({ packageFiles }), opened({ "package.json": packageFiles.manifest, "package-lock.json": '{"packages":{}}' }), { lines: "" });
  expect(lock.result.sentence).toContain('the lock file removes "pg".');
});

test("package files behind a byte order mark are those that they are", async () => {
  const packageFiles = { manifest: '{"dependencies":{"pg":"8"}}', lock: '{"packages":{"node_modules/pg":{"version":"8"}}}' };
  const withMark = opened({ "package.json": `\uFEFF${packageFiles.manifest}`, "package-lock.json": `\uFEFF${packageFiles.lock}`, "src/b.js": '\uFEFFreturn todo("b");\r\n' });
  const { result, asked } = await graded(setupFor({ packageFiles }), withMark, { lines: lines(check("a", "1", true), check("b", "1", false)), outcome: fate("graded") });
  expect(asked).toEqual(["check ann"]);
  expect([result.status, result.tasks.map(({ state }) => state)]).toEqual(["graded", ["done", "open"]]);
  const other = opened({ "package.json": packageFiles.manifest, "package-lock.json": '\uFEFF{"packages":{}}' });
  expect((await graded(setupFor({ packageFiles }), other, { lines: "" })).result.sentence).toContain('the lock file removes "pg".');
});

test.each([[true, "did not start"], [false, "too large"]] as const)("a submission that was refused (unreadable: %s) is not started", async (unreadable, status) => {
  const { submission, of } = opened();
  const { result, asked } = await graded(setupFor(), { submission, of, refused: new Refused("Your submission is odd.", { unreadable }) }, { lines: "" });
  expect(asked).toEqual([]);
  expect([result.status, result.sentence, result.points, result.tasks.map(({ state }) => state)]).toEqual([status, "Your submission is odd. It was not started.", 0, ["blocked", "blocked"]]);
});

test("a submission with names that no disk takes did not start, and leaves nothing", async () => {
  const setup = setupFor();
  const { result, asked } = await graded(setup, opened({ a: "1", "a/b": "2" }), { lines: "" });
  expect([asked, result.status, result.of, result.sentence]).toEqual([[], "did not start", "f0", 'Your submission holds "a/b", which cannot be a file here (EEXIST). It was not started.']);
  expect(names(join(setup.workplace.folder, "submissions"))).toEqual([]);
});

test("a bug in the grader is no result, and leaves nothing", async () => {
  const setup = setupFor();
  const broken = { check: () => Promise.reject(new Error("Broken.")), end: () => Promise.resolve() };
  await expect(grade(opened(), setup, broken)).rejects.toThrow("Broken.");
  expect(existsSync(join(setup.workplace.folder, "submissions/ann"))).toBe(false);
});

test("a run that was stopped has no result", async () => {
  const stop = AbortSignal.abort(new Error("Stopped."));
  await expect(graded(setupFor({ stop }), opened(), { lines: "", outcome: fate("graded") })).rejects.toThrow("Stopped.");
});

/** A folder of a submission with these files. */
function folderOf(files: Record<string, string>): string {
  const folder = join(temporary(), "ann");
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

test("a submission is opened with its files and their hash, without ignored ones", async () => {
  const setup = setupFor();
  const path = folderOf({ "b.js": "22", "a.js": "1", "dist/x.js": "3" });
  setup.grader.isIgnored = (file) => file.startsWith("dist/");
  const found = await open({ key: "ann", kind: "folder", path }, setup);
  expect("files" in found && [...found.files.keys()].sort()).toEqual(["a.js", "b.js"]);
  expect(found.of).toBe(createHash("sha256").update("a.js\x001\x001b.js\x002\x0022").digest("hex"));
});

test("a submission that is refused has the hash of its size and its time", async () => {
  const path = join(temporary(), "ann.zip");
  writeFileSync(path, "no archive");
  const found = await open({ key: "ann", kind: "zip", path }, setupFor());
  const { size, mtimeMs } = statSync(path);
  expect(found).toMatchObject({ submission: { key: "ann" }, of: createHash("sha256").update(`${size} ${mtimeMs}`).digest("hex") });
  expect("refused" in found && found.refused.message).toMatch(/^Your zip file cannot be read: /);
});

test("a bug while a submission is read is no refusal", async () => {
  const setup = setupFor();
  setup.grader.isIgnored = () => { throw new Error("Broken."); };
  await expect(open({ key: "ann", kind: "folder", path: folderOf({ "a.js": "1" }) }, setup)).rejects.toThrow("Broken.");
});

test("a submission that is not there any more is no result", async () => {
  await expect(open({ key: "ann", kind: "folder", path: "/nothing/here" }, setupFor())).rejects.toThrow("ENOENT");
});
