// Leftovers: what each folder that is named like a wrapper is taken for, and what a target with one is told.
import { chmodSync, chownSync, mkdirSync, readdirSync, renameSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { expect, test } from "vitest";
import { fileIdOf } from "../../src/disk/file-id.ts";
import { judge } from "../../src/disk/leftover.ts";
import { isPlain, momentOf, readNote, writeNote, type Move, type Note } from "../../src/disk/note.ts";
import { pause } from "../../src/disk/pause.ts";
import { findTarget, nearestExisting, pathOf } from "../../src/disk/target.ts";
import { lookInto } from "../../src/disk/view.ts";
import { makeWrapper } from "../../src/disk/wrapper.ts";
import { thisRun } from "../../src/system/process.ts";
import { UserError } from "../../src/user-error.ts";
import { names, temporary } from "../support/sandbox.ts";

const deadPid = 99_999_999;
const name = `.backend-starter-${deadPid}-0123abcd`;

/** A wrapper in a folder, of a run that was killed, with a project of two files. */
function killed(more: Partial<Note> = {}, folder = temporary()): { folder: string; wrapper: string; note: Note } {
  const wrapper = join(folder, name);
  const note = { ...makeWrapper(wrapper), run: { ...thisRun(), pid: deadPid }, ...more };
  for (const file of ["a", "b"]) writeFileSync(join(wrapper, "project", file), file);
  pause(20);
  writeNote(wrapper, note);
  return { folder, wrapper, note };
}

/** The same, with moves of both files. */
function moving(): ReturnType<typeof killed> & { moves: Move[] } {
  const { folder, wrapper, note } = killed();
  const moves = ["a", "b"].map((file) => ({ name: file, ours: fileIdOf(join(wrapper, "project", file)) }));
  writeNote(wrapper, { ...note, moves });
  return { folder, wrapper, note, moves };
}

const foreign = (wrapper: string, why: string) => ({ wrapper, is: "foreign", why });

test("the wrapper of this run is busy, and that of a killed one has not moved anything", () => {
  const { wrapper } = killed({ run: thisRun() });
  expect(judge(wrapper)).toEqual({ wrapper, is: "busy" });
  const other = killed();
  expect(judge(other.wrapper)).toEqual({ wrapper: other.wrapper, is: "half", moves: [] });
});

test("a wrapper whose project is gone, or moved whole, is finished", () => {
  const [gone, moved] = [killed(), moving()];
  renameSync(join(gone.wrapper, "project"), join(gone.folder, "placed"));
  expect(judge(gone.wrapper)).toEqual({ wrapper: gone.wrapper, is: "finished" });
  for (const file of ["a", "b"]) renameSync(join(moved.wrapper, "project", file), join(moved.folder, file));
  expect(judge(moved.wrapper)).toEqual({ wrapper: moved.wrapper, is: "finished" });
});

test("one that moved a part is half, and what it moved is not seen", () => {
  const { folder, wrapper, moves } = moving();
  renameSync(join(wrapper, "project/a"), join(folder, "a"));
  writeFileSync(join(folder, "c"), "mine");
  expect(judge(wrapper)).toEqual({ wrapper, is: "half", moves });
  expect([...lookInto(folder).entries]).toEqual([["c", join(folder, "c")]]);
});

test("what a half run has replaced is seen where it is kept", () => {
  const { folder, wrapper, note, moves } = moving();
  writeFileSync(join(folder, "a"), "theirs");
  const theirs = fileIdOf(join(folder, "a"));
  pause(20);
  writeNote(wrapper, { ...note, moves: moves.map((move) => (move.name === "a" ? { ...move, theirs } : move)) });
  mkdirSync(join(wrapper, "kept"));
  renameSync(join(folder, "a"), join(wrapper, "kept/a"));
  renameSync(join(wrapper, "project/a"), join(folder, "a"));
  expect(judge(wrapper)).toMatchObject({ is: "half" });
  expect([...lookInto(folder).entries]).toEqual([["a", join(wrapper, "kept/a")]]);
  pause(20);
  writeFileSync(join(wrapper, "kept/a"), "changed");
  expect(judge(wrapper)).toEqual(foreign(wrapper, 'had placed "a", which has been changed since'));
});

test("a file that is kept although nothing was replaced is not ours", () => {
  const { wrapper } = moving();
  mkdirSync(join(wrapper, "kept"));
  writeFileSync(join(wrapper, "kept/b"), "x");
  expect(judge(wrapper)).toEqual(foreign(wrapper, 'had placed "b", which has been changed since'));
});

test.each<[string, (one: ReturnType<typeof moving>) => void]>([
  ["was changed after it was moved", ({ folder, wrapper }) => { renameSync(join(wrapper, "project/a"), join(folder, "a")); pause(20); writeFileSync(join(folder, "a"), "mine"); }],
  ["was replaced after it was moved", ({ folder, wrapper }) => { renameSync(join(wrapper, "project/a"), join(wrapper, "removed")); writeFileSync(join(folder, "a"), "mine"); }],
  ["was replaced by one that looks older", ({ folder, wrapper }) => { renameSync(join(wrapper, "project/a"), join(wrapper, "removed")); writeFileSync(join(folder, "a"), "mine"); utimesSync(join(folder, "a"), 1, 1); }],
  ["was changed before it was moved", ({ wrapper }) => { pause(20); writeFileSync(join(wrapper, "project/a"), "mine"); }],
])("a file that %s is not undone", (_, change) => {
  const one = moving();
  change(one);
  expect(judge(one.wrapper)).toEqual(foreign(one.wrapper, 'had placed "a", which has been changed since'));
});

test("a file that the user put in place of one that is about to be replaced hinders, and one that was there before does not", () => {
  const { folder, wrapper, note, moves } = moving();
  writeFileSync(join(folder, "a"), "theirs");
  const theirs = fileIdOf(join(folder, "a"));
  pause(20);
  writeNote(wrapper, { ...note, moves: moves.map((move) => (move.name === "a" ? { ...move, theirs } : move)) });
  expect(judge(wrapper)).toMatchObject({ is: "half" });
  mkdirSync(join(wrapper, "kept"));
  renameSync(join(folder, "a"), join(wrapper, "kept/a"));
  expect(judge(wrapper)).toMatchObject({ is: "half" });
  writeFileSync(join(folder, "a"), "mine");
  expect(judge(wrapper)).toEqual(foreign(wrapper, 'had placed "a", which has been changed since'));
});

test("a file that the user deleted does not hinder", () => {
  const { wrapper, moves } = moving();
  renameSync(join(wrapper, "project/a"), join(wrapper, "removed"));
  expect(judge(wrapper)).toEqual({ wrapper, is: "half", moves });
});

test("a wrapper with another entry is not ours", () => {
  const { wrapper } = killed();
  writeFileSync(join(wrapper, "mine"), "");
  expect(judge(wrapper)).toEqual(foreign(wrapper, 'holds "mine", which is not ours'));
});

test("a wrapper that was copied, or is of another machine, is not ours", () => {
  const { wrapper, note } = killed();
  writeNote(wrapper, { ...note, wrapper: { inode: "1", born: "1" } });
  expect(judge(wrapper)).toEqual(foreign(wrapper, "was copied or unpacked here"));
  writeNote(wrapper, { ...note, run: { ...note.run, host: "elsewhere" } });
  expect(judge(wrapper)).toEqual(foreign(wrapper, "was made on another machine, in another container or before a restart"));
});

test("without a note, an empty wrapper is that of its process, and any other is not ours", () => {
  const folder = temporary();
  const [dead, alive, full] = [name, `.backend-starter-${process.pid}-0123abcd`, `.a.${name.slice(1)}`].map((each) => join(folder, each)) as [string, string, string];
  for (const wrapper of [dead, alive, full]) mkdirSync(wrapper, { mode: 0o700 });
  writeFileSync(join(dead, "staging.json.new"), "");
  writeFileSync(join(full, "staging.json.new"), "{");
  const odd = join(folder, `.b${name}`);
  mkdirSync(odd, { mode: 0o700 });
  writeFileSync(join(odd, ".gitignore"), "");
  expect(judge(odd)).toEqual(foreign(odd, "holds no note of a run on this disk"));
  expect([dead, alive, full].map(judge)).toEqual([{ wrapper: dead, is: "finished" }, { wrapper: alive, is: "busy" }, foreign(full, "holds no note of a run on this disk")]);
});

test("a link, a file and a folder that others may write to prove nothing", () => {
  const { folder, wrapper } = killed();
  for (const mode of [0o720, 0o702]) {
    chmodSync(wrapper, mode);
    expect(judge(wrapper)).toEqual(foreign(wrapper, "may be written to by others"));
  }
  chmodSync(wrapper, 0o755);
  expect(judge(wrapper)).toMatchObject({ is: "half" });
  const link = join(folder, `.b${name}`);
  symlinkSync(name, link);
  expect(judge(link)).toEqual(foreign(link, "is no folder"));
  const nothing = join(folder, "nothing");
  expect(judge(nothing)).toEqual(foreign(nothing, "cannot be read (ENOENT)"));
});

test.runIf(process.getuid?.() === 0)("a folder of another user proves nothing", () => {
  const { wrapper } = killed();
  chownSync(wrapper, 65_533, 65_533);
  expect(judge(wrapper)).toEqual(foreign(wrapper, "belongs to another user"));
});

test("a note is written for its owner alone, on one line, and its time is that of its file", () => {
  const { wrapper, note } = killed();
  expect(readNote(wrapper)).toEqual(note);
  expect(names(wrapper)).not.toContain("staging.json.new");
  expect(typeof momentOf(wrapper)).toBe("bigint");
});

test.each<[unknown, boolean]>([
  ["a", true], [".git", true], ["...", true], ["x".repeat(255), true],
  ["x".repeat(256), false], ["", false], [".", false], ["..", false], ["a/b", false], ["a\\b", false], ["a\0b", false], [7, false],
])("%j is the name of an entry: %s", (value, is) => {
  expect(isPlain(value)).toBe(is);
});

test("a target in which another run works, or that holds a foreign wrapper, is refused with the reason", () => {
  const busy = killed({ run: thisRun() });
  expect(() => findTarget(busy.folder)).toThrow(`Another run is working in ${JSON.stringify(busy.folder)}. Wait until it ends, or choose another folder.`);
  const other = killed();
  writeFileSync(join(other.wrapper, "mine"), "");
  expect(() => findTarget(other.folder)).toThrow(`${JSON.stringify(other.folder)} is not empty: it holds "${name}". "${name}" holds "mine", which is not ours: it was not changed. Choose a new or an empty folder.`);
});

test("a target with a repository is refused with another advice, and names of three entries", () => {
  const folder = temporary();
  mkdirSync(join(folder, ".git"));
  for (const file of ["a", "b"]) writeFileSync(join(folder, file), "");
  expect(() => findTarget(folder)).toThrow(`${JSON.stringify(folder)} is not empty: it holds ".git", "a", "b". Create the project in a new folder, and copy what you want into this one.`);
  writeFileSync(join(folder, "c"), "");
  expect(() => findTarget(folder)).toThrow(UserError);
  expect(() => findTarget(folder)).toThrow('it holds ".git", "a", "b" and 1 more. Create');
});

test("a clone is accepted, and one whose README an interrupted run has kept is not restored yet", () => {
  const { folder, wrapper, note, moves } = moving();
  mkdirSync(join(folder, ".git"));
  writeFileSync(join(folder, "README.md"), "# a\n");
  expect(findTarget(folder)).toEqual({ path: folder, exists: true, clone: { repo: true, files: ["README.md"], replaces: [".git", "README.md"], license: undefined, ignored: undefined }, unrestored: undefined, warning: undefined });
  const theirs = fileIdOf(join(folder, "README.md"));
  writeFileSync(join(wrapper, "project/README.md"), "# b\n");
  const ours = fileIdOf(join(wrapper, "project/README.md"));
  pause(20);
  writeNote(wrapper, { ...note, moves: [...moves, { name: "README.md", ours, theirs }] });
  mkdirSync(join(wrapper, "kept"));
  renameSync(join(folder, "README.md"), join(wrapper, "kept/README.md"));
  expect(readdirSync(folder).sort()).toEqual([basename(wrapper), ".git"].sort());
  expect(findTarget(folder)).toMatchObject({ clone: { files: ["README.md"] }, unrestored: true });
});

test("a path is absolute, and the nearest folder above it is found", () => {
  const folder = temporary();
  expect(pathOf("x")).toBe(join(process.cwd(), "x"));
  expect([nearestExisting(join(folder, "a/b")), nearestExisting(folder), nearestExisting("/nothing-of-ann")]).toEqual([folder, folder, "/"]);
  expect(() => pathOf(" ")).toThrow("The folder's name is empty. Name a folder, such as my-api.");
  expect(() => pathOf("a\u2028b")).toThrow('The folder "a\\u2028b" contains a control character. Choose another name.');
});

test("a broken link and a file in the path are refused with the whole sentence", () => {
  const folder = temporary();
  symlinkSync("nowhere", join(folder, "link"));
  writeFileSync(join(folder, "file"), "");
  expect(() => findTarget(join(folder, "link"))).toThrow(`${JSON.stringify(join(folder, "link"))} is a broken link. Choose another folder.`);
  expect(() => findTarget(join(folder, "file/a"))).toThrow(`${JSON.stringify(join(folder, "file"))} is a file. Choose another folder.`);
});
