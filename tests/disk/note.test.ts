// Note: what was written is read back, and a note that this program cannot have written is none.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { fileIdOf } from "../../src/disk/file-id.ts";
import { newNoteFile, noteFile, readNote, writeNote, type Note } from "../../src/disk/note.ts";
import { temporary } from "../support/sandbox.ts";

const id = { inode: "12", born: "34" };
const run = { pid: 1, host: "h", boot: "b", began: "1" };
const note: Note = { format: 2, run, wrapper: id, moves: [{ name: "src", ours: id }, { name: ".git", ours: id, theirs: id }] };

/** What is read from a folder with this text in a file. */
function readBack(text: string, file = noteFile): Note | undefined {
  const folder = temporary();
  writeFileSync(join(folder, file), text);
  return readNote(folder);
}

test("what was written is read back, also from the file that is renamed last", () => {
  const folder = temporary();
  const written: Note = { ...note, wrapper: fileIdOf(folder) };
  writeNote(folder, written);
  expect(readNote(folder)).toEqual(written);
  expect(readBack(JSON.stringify(note), newNoteFile)).toEqual(note);
  expect(readBack(JSON.stringify({ ...note, moves: undefined }))).toEqual({ ...note, moves: undefined });
});

test.each<[string, unknown]>([
  ["of another format", { ...note, format: 1 }],
  ["without a run", { ...note, run: undefined }],
  ["whose run is a text", { ...note, run: "1" }],
  ["whose run has no pid", { ...note, run: { ...run, pid: undefined } }],
  ["with the pid 0, which is every process of a group", { ...note, run: { ...run, pid: 0 } }],
  ["with a negative pid", { ...note, run: { ...run, pid: -1 } }],
  ["with half a pid", { ...note, run: { ...run, pid: 1.5 } }],
  ["with a pid in words", { ...note, run: { ...run, pid: "1" } }],
  ["without a host", { ...note, run: { ...run, host: 1 } }],
  ["without a boot", { ...note, run: { ...run, boot: null } }],
  ["without a start", { ...note, run: { ...run, began: undefined } }],
  ["without the id of its folder", { ...note, wrapper: undefined }],
  ["with an inode that is a number", { ...note, wrapper: { ...id, inode: 12 } }],
  ["with an inode of 26 digits", { ...note, wrapper: { ...id, inode: "1".repeat(26) } }],
  ["without a birth", { ...note, wrapper: { inode: "12" } }],
  ["whose moves are no list", { ...note, moves: {} }],
  ["with a move that is a text", { ...note, moves: ["src"] }],
  ["with a move that leads out of the folder", { ...note, moves: [{ name: "../x", ours: id }] }],
  ["with a move to the folder itself", { ...note, moves: [{ name: ".", ours: id }] }],
  ["with a move without an id", { ...note, moves: [{ name: "src" }] }],
  ["with a move that replaced something without an id", { ...note, moves: [{ name: "src", ours: id, theirs: {} }] }],
  ["that is a list", [note]],
  ["that is nothing", null],
])("a note %s is none", (_, wrong) => {
  expect(readBack(JSON.stringify(wrong))).toBeUndefined();
});

test("neither half a note, nor a long one, nor a folder in its place is read", () => {
  const text = JSON.stringify(note);
  expect(readBack(text.slice(0, -1))).toBeUndefined();
  expect(readBack(text + " ".repeat(100_000))).toBeUndefined();
  const folder = temporary();
  mkdirSync(join(folder, noteFile));
  expect(readNote(folder)).toBeUndefined();
});
