// Workplaces: in memory where there is room, and removed from every place that a killed run can have left one in.
import { existsSync, mkdirSync, readFileSync, readlinkSync, rmdirSync, statSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { openWorkplace, sweepWorkplaces } from "../../src/grading/workplace.ts";
import { thisRun } from "../../src/system/process.ts";
import { names, temporary } from "../support/sandbox.ts";

const { TMPDIR } = process.env;
afterEach(() => {
  if (TMPDIR === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = TMPDIR;
});

const memory = "/dev/shm";
const mounts = existsSync("/proc/self/mounts") ? readFileSync("/proc/self/mounts", "utf8").split("\n") : [];
const isFit = mounts.some((line) => line.includes(` ${memory} tmpfs rw`) && !line.includes("noexec"));

/** A number of submissions at once for which a run, with its server of 1 GB, needs no memory at all. */
const nothing = -2;

function placeOf(atOnce: number): string {
  const { folder, remove } = openWorkplace(atOnce);
  remove();
  return dirname(folder);
}

test.runIf(isFit)("a run that needs little memory works in memory, and one that needs more than there is on the disk", () => {
  delete process.env.TMPDIR;
  expect([placeOf(nothing), placeOf(1_000_000)]).toEqual([memory, tmpdir()]);
});

test("a TMPDIR that is not there is refused in a sentence", () => {
  process.env.TMPDIR = join(temporary(), "gone");
  for (const work of [openWorkplace, sweepWorkplaces]) expect(() => work()).toThrow(/^Temporary files cannot be kept in ".*gone": a parent folder is missing \(ENOENT\)\./);
});

test("TMPDIR comes first", () => {
  process.env.TMPDIR = temporary();
  expect(placeOf(nothing)).toBe(process.env.TMPDIR);
});

test.runIf(isFit)("what a killed run left is removed from memory and from the disk, and what a running one has stays", () => {
  process.env.TMPDIR = temporary();
  const left = [memory, process.env.TMPDIR].map((place) => join(place, `backend-starter-grade-${process.pid}`));
  left.forEach(leave);
  const { folder, remove } = openWorkplace();
  sweepWorkplaces();
  expect([...left, folder].map(existsSync)).toEqual([false, false, true]);
  remove();
});

test("an empty folder of a run that was killed at once, or while it removed, is removed after a minute", () => {
  process.env.TMPDIR = temporary();
  const [old, fresh] = ["old", "fresh"].map((name) => join(tmpdir(), `backend-starter-grade-${name}`)) as [string, string];
  for (const path of [old, fresh]) mkdirSync(path);
  utimesSync(old, new Date(), new Date(Date.now() - 61_000));
  sweepWorkplaces();
  expect([old, fresh].map(existsSync)).toEqual([false, true]);
});

test("what cannot be removed yet does not stop a run, and a later one removes it", () => {
  process.env.TMPDIR = temporary();
  const left = ["one", "two"].map((name) => join(tmpdir(), `backend-starter-grade-${name}`));
  left.forEach(leave);
  const busy: string[] = [];
  sweepWorkplaces((path) => {
    busy.push(path);
    rmdirSync(path); // It is not empty.
  });
  expect(busy.filter((path) => left.includes(path)).sort()).toEqual(left);
  sweepWorkplaces();
  expect(left.map(existsSync)).toEqual([false, false]);
});

/** Makes the folder of a run whose process is over. */
function leave(folder: string): void {
  mkdirSync(folder);
  writeFileSync(join(folder, "run.json"), JSON.stringify({ ...thisRun(), pid: 4_194_305 }));
}

test("a workplace is entered but not listed by others, and only its owner reads what is secret", () => {
  process.env.TMPDIR = temporary();
  const { folder, write, makeFolder, link, remove } = openWorkplace();
  const modeOf = (path: string) => statSync(join(folder, path)).mode & 0o777;
  write("a/b.txt", "b");
  write("a/c.txt", Buffer.from("c"), "secret");
  makeFolder("d/e");
  makeFolder("d/e");
  link("f/g", "/usr");
  expect([modeOf("."), modeOf("run.json"), modeOf("a/b.txt"), modeOf("a/c.txt")]).toEqual([0o711, 0o600, 0o644, 0o600]);
  expect(JSON.parse(readFileSync(join(folder, "run.json"), "utf8"))).toEqual(thisRun());
  expect([readFileSync(join(folder, "a/b.txt"), "utf8"), readFileSync(join(folder, "a/c.txt"), "utf8"), readlinkSync(join(folder, "f/g"))]).toEqual(["b", "c", "/usr"]);
  expect(() => write("a/b.txt", "again")).toThrow("EEXIST");
  remove("a", "f", "nothing");
  expect(names(folder)).toEqual(["d", "run.json"]);
  remove();
  expect(existsSync(folder)).toBe(false);
});

test.each<[string, (folder: string) => void]>([
  ["without a note", (folder) => mkdirSync(folder)],
  ["with half a note", (folder) => { mkdirSync(folder); writeFileSync(join(folder, "run.json"), "{"); }],
  ["with a note about nothing", (folder) => { mkdirSync(folder); writeFileSync(join(folder, "run.json"), "{}"); }],
  ["with half a process", (folder) => { mkdirSync(folder); writeFileSync(join(folder, "run.json"), JSON.stringify({ ...thisRun(), pid: 4_194_305.5 })); }],
  ["without a host", (folder) => { mkdirSync(folder); writeFileSync(join(folder, "run.json"), JSON.stringify({ ...thisRun(), pid: 4_194_305, host: undefined })); }],
  ["of another machine", (folder) => { mkdirSync(folder); writeFileSync(join(folder, "run.json"), JSON.stringify({ ...thisRun(), pid: 4_194_305, host: "elsewhere" })); }],
  ["of a running process", (folder) => { mkdirSync(folder); writeFileSync(join(folder, "run.json"), JSON.stringify(thisRun())); }],
  ["that is a link", (folder) => { const other = join(temporary(), "other"); leave(other); symlinkSync(other, folder); }],
  ["that is a file", (folder) => writeFileSync(folder, "")],
])("a folder %s is not swept", (_, make) => {
  process.env.TMPDIR = temporary();
  make(join(tmpdir(), "backend-starter-grade-x"));
  const before = names(tmpdir());
  const removed: string[] = [];
  sweepWorkplaces((path) => removed.push(path));
  expect(removed.filter((path) => path.startsWith(tmpdir()))).toEqual([]);
  expect(names(tmpdir())).toEqual(before);
});

test("a folder of another name is not swept, and a bug is no reason to go on", () => {
  process.env.TMPDIR = temporary();
  leave(join(tmpdir(), "my-backend-starter-grade-x"));
  leave(join(tmpdir(), "backend-starter-grade-x"));
  const bug = () => { throw new Error("A bug."); };
  expect(() => sweepWorkplaces(bug)).toThrow("A bug.");
  sweepWorkplaces();
  expect(names(tmpdir())).toEqual(["my-backend-starter-grade-x"]);
});
