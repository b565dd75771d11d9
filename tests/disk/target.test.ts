// Target: the folders that are accepted, and the messages for those that are refused.
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findTarget } from "../../src/disk/target.ts";
import { names, temporary } from "../support/sandbox.ts";

test("new folders, nested new folders and empty folders are accepted, and nothing is created", () => {
  const folder = temporary();
  mkdirSync(join(folder, "empty"));
  expect(findTarget(join(folder, "my-api"))).toEqual({ path: join(folder, "my-api"), exists: false });
  expect(findTarget(join(folder, "a", "b", "my api/"))).toEqual({ path: join(folder, "a", "b", "my api"), exists: false });
  expect(findTarget(join(folder, "empty"))).toEqual({ path: join(folder, "empty"), exists: true });
  expect(names(folder)).toEqual(["empty"]);
});

test("a folder with only files of a file manager counts as empty", () => {
  const folder = temporary();
  writeFileSync(join(folder, ".DS_Store"), "");
  expect(findTarget(folder).exists).toBe(true);
});

test("~ is the home folder", () => {
  expect(findTarget("~/backend-starter-that-is-not-there/x").path).toBe(join(homedir(), "backend-starter-that-is-not-there", "x"));
});

test("a non-empty folder is refused, listing up to three entries and the number of others", () => {
  const folder = temporary();
  writeFileSync(join(folder, ".env"), "");
  expect(() => findTarget(folder)).toThrow('is not empty: it holds ".env". Choose a new or an empty folder.');
  for (const name of ["a", "b", "c", "d"]) writeFileSync(join(folder, name), "");
  expect(() => findTarget(folder)).toThrow('it holds ".env", "a", "b" and 2 more.');
});

test("files and broken links in the path are refused by name", () => {
  const folder = temporary();
  writeFileSync(join(folder, "file"), "");
  symlinkSync(join(folder, "nowhere"), join(folder, "link"));
  symlinkSync("circle", join(folder, "circle"));
  expect(() => findTarget(join(folder, "file"))).toThrow(`${JSON.stringify(join(folder, "file"))} is a file.`);
  expect(() => findTarget(join(folder, "file", "my-api"))).toThrow(`${JSON.stringify(join(folder, "file"))} is a file.`);
  expect(() => findTarget(join(folder, "link"))).toThrow("is a broken link");
  expect(() => findTarget(join(folder, "circle"))).toThrow("is a broken link");
});

test("a link to an empty folder is accepted", () => {
  const folder = temporary();
  mkdirSync(join(folder, "real"));
  symlinkSync("real", join(folder, "link"));
  expect(findTarget(join(folder, "link")).exists).toBe(true);
});

test.skipIf(process.getuid?.() === 0)("a folder without write permission is refused before anything is asked", () => {
  const folder = temporary();
  chmodSync(folder, 0o500);
  expect(() => findTarget(join(folder, "my-api"))).toThrow("permission was denied (EACCES). Choose another folder.");
});

test.each([
  ["", "is empty"],
  ["   ", "is empty"],
  ["a\0b", "control character"],
  ["a\nb", "control character"],
  ["a\u001b[31mb", "control character"],
  ["con", "reserved by Windows"],
  ["NUL.txt", "reserved by Windows"],
  ["aux/my-api", "reserved by Windows"],
  ["my-api.", "ends in a dot or a space"],
  ["my-api ", "ends in a dot or a space"],
  ["project #1", 'contains "#"'],
  ["what?", 'contains "?"'],
  ["a:b", 'contains ":"'],
  ["a:b/my-api", 'contains ":"'],
  ["100%", 'contains "%"'],
  ["my\\api", 'contains "\\\\"'],
  ["$HOME", 'contains "$"'],
  ["(group)", 'contains "("'],
  ["a*", 'contains "*"'],
  ["my-api 🙂", 'contains "🙂"'],
  ["-my-api", "does not begin with a letter or a digit"],
  [".my-api", "does not begin with a letter or a digit"],
  ["x".repeat(300), "is longer than 200 bytes"],
  ["é".repeat(101), "is longer than 200 bytes"],
  ["项目", "No package name"],
  ["/", "The top folder of a disk has no name."],
])("the folder %j is refused", (name, sentence) => {
  const path = name.trim() === "" || name === "/" ? name : `${temporary()}/${name}`;
  expect(() => findTarget(path)).toThrow(sentence);
});

test.each(["a#b", "a?b", "a%b", "a:b", "a\\b"])("an existing folder whose name breaks tools gives a warning: %s", (name) => {
  const folder = join(temporary(), name);
  mkdirSync(folder);
  expect(findTarget(folder).warning).toContain(`contains "${name.charAt(1)}"`);
  expect(findTarget(join(folder, "my-api")).warning).toContain(`contains "${name.charAt(1)}"`);
});

test.each(["my api", "Été", "my_api", "api.v2", "2048", "Zoë's répo"])("the folder %j is accepted without a warning, in a parent with special characters", (name) => {
  const folder = join(temporary(), "Ann's (old) [things], 100 & more");
  mkdirSync(folder);
  expect(findTarget(join(folder, name)).warning).toBeUndefined();
});
