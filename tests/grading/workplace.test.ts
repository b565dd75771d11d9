// Workplaces: in memory where there is room, and removed from every place that a killed run can have left one in.
import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { openWorkplace, sweepWorkplaces } from "../../src/grading/workplace.ts";
import { thisRun } from "../../src/system/process.ts";
import { temporary } from "../support/sandbox.ts";

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
