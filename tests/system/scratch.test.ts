// Scratch folders: removed after the work, and refused in a sentence where the disk refuses.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { inScratch } from "../../src/system/scratch.ts";
import { environmentForEach } from "../support/in-process.ts";
import { temporary } from "../support/sandbox.ts";

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
