import { mkdirSync, readFileSync, readdirSync, renameSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { basename, join } from "node:path";
import { expect, test } from "vitest";
import { Staging } from "../../src/disk/staging.ts";
import { sweep } from "../../src/disk/sweep.ts";
import { findTarget } from "../../src/disk/target.ts";
import { writeNote } from "../../src/disk/wrapper.ts";
import type { Draft } from "../../src/draft.ts";
import { names, temporary } from "../support/sandbox.ts";

const draft: Draft = new Map([
  [".gitignore", "node_modules\n"],
  ["README.md", "# Été\n"],
  ["src/app.ts", "export {};\n"],
  ["src/routes/books.ts", "export {};\n"],
  ["tests/app.test.ts", "export {};\n"],
]);
const whole = [".gitignore", "README.md", "src", "tests"];
/** No process has it: Linux counts to 2^22 at most, others to less. */
const deadPid = 99_999_999;

/** What a run that was killed leaves: the wrapper, as if by another process. */
function killed(wrapperFolder: string, note: object = {}): void {
  const name = readdirSync(wrapperFolder).find((each) => each.includes("backend-starter-")) ?? "";
  const dead = join(wrapperFolder, name.replace(`-${process.pid}-`, `-${deadPid}-`));
  renameSync(join(wrapperFolder, name), dead);
  writeNote(dead, { format: 1, pid: deadPid, host: hostname(), parentsMade: 0, ...note });
}

test("a new folder appears whole, by one rename, and the wrapper is gone", () => {
  const folder = temporary();
  const staging = new Staging(findTarget(join(folder, "my-api")));
  staging.write(draft);
  expect(names(folder)).toHaveLength(1);
  staging.place();
  expect(names(folder)).toEqual(["my-api"]);
  expect(names(join(folder, "my-api"))).toEqual(whole);
  expect(readFileSync(join(folder, "my-api", "README.md"), "utf8")).toBe("# Été\n");
});

test("an existing empty folder is filled, and stays the same folder", () => {
  const folder = temporary();
  const staging = new Staging(findTarget(folder));
  staging.write(draft);
  staging.place();
  expect(names(folder)).toEqual(whole);
});

test.each(["new", "existing"])("removing a staging leaves nothing (%s folder)", (kind) => {
  const folder = temporary();
  const staging = new Staging(findTarget(kind === "new" ? join(folder, "a", "b", "my-api") : folder));
  staging.write(draft);
  staging.remove();
  expect(names(folder)).toEqual([]);
});

test("a folder that was there above the target is never removed", () => {
  const folder = temporary();
  mkdirSync(join(folder, "a"));
  const staging = new Staging(findTarget(join(folder, "a", "b", "my-api")));
  staging.write(draft);
  staging.remove();
  expect(names(folder)).toEqual(["a"]);
  expect(names(join(folder, "a"))).toEqual([]);
});

test("a wrapper tells a Git repo around it to look away", () => {
  const folder = temporary();
  new Staging(findTarget(folder)).write(draft);
  expect(readFileSync(join(folder, names(folder)[0] ?? "", ".gitignore"), "utf8")).toBe("*\n");
});

test("of two runs for one new folder the first wins, and the second leaves nothing", () => {
  const folder = temporary();
  const [first, second] = [1, 2].map(() => new Staging(findTarget(join(folder, "my-api"))));
  first?.write(draft);
  second?.write(new Map([["other.txt", ""]]));
  first?.place();
  expect(() => second?.place()).toThrow("appeared while we were working");
  second?.remove();
  expect(names(folder)).toEqual(["my-api"]);
  expect(names(join(folder, "my-api"))).toEqual(whole);
});

test("a folder that appears meanwhile is not renamed over, be it empty", () => {
  const folder = temporary();
  const staging = new Staging(findTarget(join(folder, "my-api")));
  staging.write(draft);
  mkdirSync(join(folder, "my-api"));
  expect(() => staging.place()).toThrow("appeared while we were working");
  staging.remove();
  expect(names(join(folder, "my-api"))).toEqual([]);
});

test("a file that appears meanwhile in an existing folder is kept, and nothing of ours is", () => {
  const folder = temporary();
  const staging = new Staging(findTarget(folder));
  staging.write(draft);
  writeFileSync(join(folder, "README.md"), "mine");
  expect(() => staging.place()).toThrow("appeared while we were working");
  staging.remove();
  expect(names(folder)).toEqual(["README.md"]);
  expect(readFileSync(join(folder, "README.md"), "utf8")).toBe("mine");
});

test("of two runs that fill one folder the first wins: folders are moved first, where no system lets a second one in", () => {
  const folder = temporary();
  const [first, second] = [1, 2].map(() => new Staging(findTarget(folder)));
  first?.write(draft);
  expect(() => findTarget(folder)).toThrow("Another run is at work in");
  second?.write(new Map([...draft, [".git/HEAD", ""]]));
  first?.place();
  expect(() => second?.place()).toThrow("appeared while we were working");
  const note = JSON.parse(readFileSync(join(second?.project ?? "", "..", "staging.json"), "utf8")) as { entries: string[] };
  expect(note.entries).toEqual(["src", "tests", ".gitignore", "README.md", ".git"]);
  second?.remove();
  expect(names(folder)).toEqual(whole);
});

test("what a killed run left beside a new folder is swept, with the folders it had made", () => {
  const folder = temporary();
  new Staging(findTarget(join(folder, "a", "b", "my-api"))).write(draft);
  killed(join(folder, "a", "b"), { parentsMade: 2 });
  sweep(join(folder, "a", "b", "my-api"));
  expect(names(folder)).toEqual([]);
});

test("what a killed run had half moved is taken back, and the folder counts as empty before", () => {
  const folder = temporary();
  new Staging(findTarget(folder)).write(draft);
  killed(folder, { entries: ["src", "tests", ".gitignore", "README.md"] });
  const project = join(folder, names(folder)[0] ?? "", "project");
  for (const name of ["src", "tests"]) renameSync(join(project, name), join(folder, name));
  expect(findTarget(folder).exists).toBe(true);
  sweep(folder);
  expect(names(folder)).toEqual([]);
});

test("where everything had been moved, only the wrapper goes", () => {
  const folder = temporary();
  new Staging(findTarget(folder)).write(draft);
  killed(folder, { entries: whole });
  const project = join(folder, names(folder).find((name) => name.includes("backend-starter-")) ?? "", "project");
  for (const name of whole) renameSync(join(project, name), join(folder, name));
  sweep(folder);
  expect(names(folder)).toEqual(whole);
});

test("a sweep that was killed itself does not take the user's files of the same names", () => {
  const folder = temporary();
  new Staging(findTarget(folder)).write(draft);
  killed(folder, { entries: whole });
  const wrapper = join(folder, names(folder)[0] ?? "");
  renameSync(join(wrapper, "project"), join(wrapper, "removed"));
  renameSync(join(wrapper, "removed", "README.md"), join(folder, "README.md"));
  sweep(folder);
  expect(names(folder)).toEqual(["README.md"]);
});

test.each([
  ["nothing", []],
  ["a note cut short", ["staging.json"]],
  ["a note before its rename", ["staging.json.new"]],
])("a run that was killed at its first step leaves %s, and it is swept", (_, files) => {
  const folder = temporary();
  const wrapper = join(folder, `.my-api.backend-starter-${deadPid}-0123abcd`);
  mkdirSync(wrapper);
  for (const name of files) writeFileSync(join(wrapper, name), '{"format":');
  sweep(join(folder, "my-api"));
  expect(names(folder)).toEqual([]);
});

test("a live run's wrapper, one of another machine and a folder that only looks like one stay", () => {
  const folder = temporary();
  new Staging(findTarget(join(folder, "live"))).write(draft);
  mkdirSync(join(folder, `.x.backend-starter-${deadPid}-0123abcd`));
  writeFileSync(join(folder, `.x.backend-starter-${deadPid}-0123abcd`, "mine.txt"), "");
  mkdirSync(join(folder, `.y.backend-starter-${deadPid}-0123abcd`));
  writeNote(join(folder, `.y.backend-starter-${deadPid}-0123abcd`), { format: 1, pid: deadPid, host: "elsewhere", parentsMade: 0 });
  const before = names(folder);
  sweep(join(folder, "my-api"));
  expect(names(folder)).toEqual(before);
});

test("after an hour a wrapper is swept whoever has its pid now", () => {
  const folder = temporary();
  new Staging(findTarget(join(folder, "old"))).write(draft);
  const wrapper = join(folder, names(folder)[0] ?? "");
  const twoHoursAgo = Date.now() / 1000 - 7200;
  utimesSync(wrapper, twoHoursAgo, twoHoursAgo);
  sweep(join(folder, "my-api"));
  expect(basename(wrapper)).toMatch(new RegExp(`-${process.pid}-`));
  expect(names(folder)).toEqual([]);
});

test("a stop between two files ends the writing", () => {
  const folder = temporary();
  const staging = new Staging(findTarget(join(folder, "my-api")));
  const reason = new Error("stop");
  expect(() => staging.write(draft, AbortSignal.abort(reason))).toThrow(reason);
  staging.remove();
  expect(names(folder)).toEqual([]);
});
