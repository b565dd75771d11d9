// Rewriting files: all or none, and other entries in their place are kept.
import { existsSync, lstatSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { rewriteFiles } from "../../src/disk/rewrite.ts";
import { names, temporary } from "../support/sandbox.ts";

test("files are replaced and added, and the returned function undoes both", () => {
  const folder = temporary();
  writeFileSync(join(folder, "old.md"), "old\n");
  const takeBack = rewriteFiles(folder, new Map([["old.md", "new\n"], ["added.md", "added\n"]]));
  expect([readFileSync(join(folder, "old.md"), "utf8"), readFileSync(join(folder, "added.md"), "utf8")]).toEqual(["new\n", "added\n"]);
  takeBack();
  expect([names(folder), readFileSync(join(folder, "old.md"), "utf8")]).toEqual([["old.md"], "old\n"]);
});

test.each<[string, (path: string) => void]>([
  ["a link", (path) => symlinkSync("elsewhere.md", path)],
  ["a folder", (path) => mkdirSync(path)],
])("%s in place of a file is refused and kept, and no other file changes", (_, make) => {
  const folder = temporary();
  writeFileSync(join(folder, "old.md"), "old\n");
  make(join(folder, "taken.md"));
  const before = lstatSync(join(folder, "taken.md")).mode;
  expect(() => rewriteFiles(folder, new Map([["old.md", "new\n"], ["added.md", "added\n"], ["taken.md", "mine\n"]]))).toThrow("is not a regular file. Move it away.");
  expect(readFileSync(join(folder, "old.md"), "utf8")).toBe("old\n");
  expect([existsSync(join(folder, "added.md")), lstatSync(join(folder, "taken.md")).mode]).toEqual([false, before]);
});
