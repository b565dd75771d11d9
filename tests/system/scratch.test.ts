// Scratch folders: removed after the work, and refused in a sentence where the disk refuses.
import { spawn } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { isAlive, thisRun } from "../../src/system/process.ts";
import { inScratch, sweepScratch } from "../../src/system/scratch.ts";
import { environmentForEach } from "../support/in-process.ts";
import { writeIn } from "../support/marked-assignment.ts";
import { names, temporary } from "../support/sandbox.ts";

environmentForEach(() => ({ ...process.env, TMPDIR: temporary() }));

test("a folder is there as long as the work", async () => {
  const folder = await inScratch(({ folder, write }) => {
    write("a/b.txt", "text");
    expect(readFileSync(join(folder, "a/b.txt"), "utf8")).toBe("text");
    return Promise.resolve(folder);
  });
  expect(existsSync(folder)).toBe(false);
});

test("what the disk refuses is one sentence", async () => {
  const advice = "Make room there, or set TMPDIR to another folder.";
  const clash = inScratch(({ write }) => {
    write("a", "");
    write("a/b", "");
    return Promise.resolve();
  });
  await expect(clash).rejects.toMatchObject({ name: "UserError", message: expect.stringMatching(/ cannot be kept in ".*": .* \(E\w+\)\. Make room/) as string });
  const [gone, file] = ["gone", "file"].map((name) => join(temporary(), name));
  process.env.TMPDIR = gone;
  await expect(inScratch(() => Promise.resolve())).rejects.toThrow(`Temporary files cannot be kept in "${gone}": a parent folder is missing (ENOENT). ${advice}`);
  writeFileSync((process.env.TMPDIR = file ?? ""), "");
  await expect(inScratch(() => Promise.resolve())).rejects.toMatchObject({ name: "UserError" });
});

test("an error of the work itself is thrown as it is", async () => {
  await expect(inScratch(() => Promise.reject(new Error("no")))).rejects.toThrow(/^no$/);
});

test.runIf(process.platform !== "win32")("what a killed run has left is removed by a later one, and nothing else", async () => {
  const place = process.env.TMPDIR ?? "";
  const over = { ...thisRun(), began: "1" };
  const notes = { over, running: thisRun(), elsewhere: { ...over, host: "moon" } };
  writeIn(place, Object.fromEntries(Object.entries(notes).map(([name, note]) => [`backend-starter-scratch-${name}/run.json`, JSON.stringify(note)])));
  writeIn(place, { "backend-starter-scratch-theirs/a": "", "other/run.json": JSON.stringify(over), "backend-starter-scratch-over/files/run.js": "setInterval(() => {}, 1_000);" });
  const child = spawn(process.execPath, [join(place, "backend-starter-scratch-over/files/run.js")]);
  await inScratch(() => Promise.resolve(sweepScratch()));
  expect(names(place)).toEqual([...["elsewhere", "running", "theirs"].map((name) => `backend-starter-scratch-${name}`), "other"]);
  if (process.platform === "linux") await expect.poll(() => isAlive(child.pid ?? 0), { timeout: 10_000 }).toBe(false);
  child.kill();
});
