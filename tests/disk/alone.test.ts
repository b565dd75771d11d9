// Alone: one run at a time works in a folder, and what a killed run left is removed.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { alone } from "../../src/disk/alone.ts";
import { thisRun } from "../../src/system/process.ts";
import { temporary } from "../support/sandbox.ts";

const lockIn = (folder: string) => join(folder, "run.backend-starter-lock");
/** The id of a process that has ended. */
const ended = spawnSync(process.execPath, ["-e", ""]).pid;

test("a second run is refused while the first one works, and the next one is not", async () => {
  const folder = temporary();
  const { promise, resolve } = deferred();
  const first = alone(folder, () => promise);
  await expect(alone(folder, () => Promise.resolve("second"))).rejects.toThrow(`Another run is working in "${folder}". Wait until it ends.`);
  resolve("first");
  expect(await first).toBe("first");
  expect(readdirSync(folder)).toEqual([]);
  await expect(alone(folder, () => Promise.reject(new Error("Failed.")))).rejects.toThrow("Failed.");
  expect(await alone(folder, () => Promise.resolve(existsSync(lockIn(folder))))).toBe(true);
  expect(readdirSync(folder)).toEqual([]);
});

/** A promise, and what settles it. */
function deferred(): { promise: Promise<string>; resolve: (value: string) => void } {
  let resolve: (value: string) => void = () => undefined;
  const promise = new Promise<string>((settle) => { resolve = settle; });
  return { promise, resolve };
}

test.each([
  ["of a run that was killed", JSON.stringify({ ...thisRun(), pid: ended })],
  ...(process.platform === "linux" ? [["of a run before a power cut", JSON.stringify({ ...thisRun(), boot: "another-boot pid:[1]" })]] : []),
  ["of a process that began at another time", JSON.stringify({ ...thisRun(), began: "1" })],
  ["that is half written", '{"pid":'], ["without content", ""], ["with anything else", "[]"],
])("an old file %s is no run", async (_, text) => {
  const folder = temporary();
  writeFileSync(lockIn(folder), text);
  utimesSync(lockIn(folder), 1_000, 1_000);
  expect(await alone(folder, () => Promise.resolve("done"))).toBe("done");
  expect(readdirSync(folder)).toEqual([]);
});

test("a file without content is that of a run which has just begun, and one of another machine cannot be judged", async () => {
  const folder = temporary();
  writeFileSync(lockIn(folder), "");
  await expect(alone(folder, () => Promise.resolve())).rejects.toThrow("Another run is working");
  const container = { ...thisRun(), boot: `${thisRun().boot.split(" ")[0]} pid:[1]` };
  writeFileSync(lockIn(folder), JSON.stringify(container));
  await expect(alone(folder, () => Promise.resolve())).rejects.toThrow("If none is, on no machine, delete");
  writeFileSync(lockIn(folder), JSON.stringify({ ...thisRun(), host: "another" }));
  await expect(alone(folder, () => Promise.resolve())).rejects.toThrow(`If none is, on no machine, delete "${lockIn(folder)}".`);
  const other = temporary();
  mkdirSync(lockIn(other));
  await expect(alone(other, () => Promise.resolve())).rejects.toThrow("Another run is working");
});

test("files that a killed run was about to move into their places are removed, and those of a run that works are not", async () => {
  const folder = temporary();
  const [old, now] = [`grades.csv.backend-starter-${ended}`, `grades.csv.backend-starter-${process.pid}`];
  for (const name of [old, now, "grades.csv", "notes.backend-starter-x"]) writeFileSync(join(folder, name), "Ann\n");
  await alone(folder, () => Promise.resolve());
  expect(readdirSync(folder).sort()).toEqual([now, "grades.csv", "notes.backend-starter-x"].sort());
});
