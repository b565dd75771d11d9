// Wrappers: their names, what a new one holds, and what is left after it is removed.
import { mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { fileIdOf } from "../../src/disk/file-id.ts";
import { readNote } from "../../src/disk/note.ts";
import { receivedBytes, removeUnfinished } from "../../src/disk/unfinished-packs.ts";
import { lookInto } from "../../src/disk/view.ts";
import { keptIn, makeWrapper, pidIn, projectIn, removeWrapper, wrapperEntries, wrapperName, wrappersIn } from "../../src/disk/wrapper.ts";
import { thisRun } from "../../src/system/process.ts";
import { names, temporary } from "../support/sandbox.ts";

test("a name says for which target it is, and of which process", () => {
  expect(wrapperName("my-api")).toMatch(new RegExp(`^\\.my-api\\.backend-starter-${process.pid}-[0-9a-f]{8}$`));
  expect(wrapperName("")).toMatch(new RegExp(`^\\.backend-starter-${process.pid}-[0-9a-f]{8}$`));
  expect(wrapperName("my-api")).not.toBe(wrapperName("my-api"));
  for (let count = 0; count < 100; count += 1) expect(pidIn(wrapperName("a\nb"))).toBe(process.pid);
});

test.each<[string, number | undefined]>([
  [".backend-starter-12-0123abcd", 12],
  [".my.api.backend-starter-12-0123abcd", 12],
  [".backend-starter-123456789012345-0123abcd", 123_456_789_012_345],
  [".backend-starter-1234567890123456-0123abcd", undefined],
  [".backend-starter--0123abcd", undefined],
  [".backend-starter-12-0123abc", undefined],
  [".backend-starter-12-0123abcde", undefined],
  [".backend-starter-12-0123ABCD", undefined],
  [".my-apibackend-starter-12-0123abcd", undefined],
  ["backend-starter-12-0123abcd", undefined],
  ["x.backend-starter-12-0123abcd", undefined],
])("the name %s has the process id %s", (name, pid) => {
  expect(pidIn(name)).toBe(pid);
});

test("a new wrapper is private, hidden from Git, and has a note", () => {
  const wrapper = join(temporary(), "w");
  const note = makeWrapper(wrapper);
  expect(names(wrapper)).toEqual([".gitignore", "project", "staging.json"]);
  expect(readFileSync(join(wrapper, ".gitignore"), "utf8")).toBe("*\n");
  expect(statSync(wrapper).mode & 0o777).toBe(0o700);
  expect(statSync(join(wrapper, "staging.json")).mode & 0o777).toBe(0o600);
  expect(note).toEqual({ format: 2, run: thisRun(), wrapper: fileIdOf(wrapper) });
  expect(readNote(wrapper)).toEqual(note);
  expect([projectIn(wrapper), keptIn(wrapper)]).toEqual([join(wrapper, "project"), join(wrapper, "kept")]);
  expect(wrapperEntries).toEqual(["staging.json", "staging.json.new", ".gitignore", "project", "removed", "kept"]);
});

test("a wrapper is removed with all that it can hold, and a second time nothing happens", () => {
  const folder = temporary();
  const wrapper = join(folder, "w");
  makeWrapper(wrapper);
  writeFileSync(join(wrapper, "project/a"), "a");
  writeFileSync(join(wrapper, "staging.json.new"), "");
  mkdirSync(keptIn(wrapper));
  writeFileSync(join(wrapper, "kept/a"), "a");
  removeWrapper(wrapper);
  expect(names(folder)).toEqual([]);
  expect(() => removeWrapper(wrapper)).not.toThrow();
});

test("a project that was set aside before is removed too", () => {
  const folder = temporary();
  const wrapper = join(folder, "w");
  mkdirSync(join(wrapper, "removed/a"), { recursive: true });
  removeWrapper(wrapper);
  expect(names(folder)).toEqual([]);
});

test("anything else in a wrapper stays, with the wrapper", () => {
  const wrapper = join(temporary(), "w");
  makeWrapper(wrapper);
  writeFileSync(join(wrapper, "mine"), "");
  expect(() => removeWrapper(wrapper)).toThrow("ENOTEMPTY");
  expect(names(wrapper)).toEqual(["mine"]);
});

test("wrappers are found by their names, and none in a folder that cannot be read", () => {
  const folder = temporary();
  for (const name of [".backend-starter-12-0123abcd", "notes", ".a.backend-starter-7-00000000"]) mkdirSync(join(folder, name));
  expect(wrappersIn(folder).sort()).toEqual([join(folder, ".a.backend-starter-7-00000000"), join(folder, ".backend-starter-12-0123abcd")]);
  expect(wrappersIn(join(folder, "nothing"))).toEqual([]);
});

test("what file managers leave in a folder is not looked at, and other entries are sorted", () => {
  const folder = temporary();
  for (const name of ["desktop.ini", "b", "Thumbs.db", "a", ".DS_Store"]) writeFileSync(join(folder, name), "");
  const { entries, leftovers } = lookInto(folder);
  expect([...entries]).toEqual([["a", join(folder, "a")], ["b", join(folder, "b")]]);
  expect(leftovers).toEqual([]);
});

test("only packs that Git is receiving are counted and removed", () => {
  const repo = temporary();
  const pack = join(repo, "objects/pack");
  mkdirSync(pack, { recursive: true });
  expect(receivedBytes(repo)).toBe(0);
  for (const [name, size] of [["tmp_pack_1", 100], ["tmp_idx_2", 23], ["pack-1.pack", 1_000], ["old_tmp_", 7]] as const) writeFileSync(join(pack, name), "x".repeat(size));
  expect(receivedBytes(repo)).toBe(123);
  removeUnfinished(repo);
  expect(names(pack)).toEqual(["old_tmp_", "pack-1.pack"]);
  expect(receivedBytes(repo)).toBe(0);
});
