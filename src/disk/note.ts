// Note: what a run writes into its wrapper, so that a later run can undo it. What is read from one is only a claim.
import { lstatSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isObject } from "../json-file.ts";
import type { FileId } from "./file-id.ts";
import type { Run } from "../system/process.ts";

/** The text of `staging.json`, parsed. */
export interface Note {
  format: 2;
  run: Run;
  /** Of the wrapper itself. */
  wrapper: FileId;
  /** What is moved one by one into an existing folder, in this order. Written just before the first move. */
  moves?: Move[];
}

export interface Move {
  /** In the target folder; never a path. */
  name: string;
  /** Of what is moved in. */
  ours: FileId;
  /** Of what it replaces, which waits in the wrapper until all is moved. */
  theirs?: FileId;
}

export const noteFile = "staging.json";
/** The note while it is written. */
export const newNoteFile = "staging.json.new";
/** In bytes. A note of ours takes about 6,000. */
const longest = 100_000;

/** Replaces the note in one step. */
export function writeNote(wrapper: string, note: Note): void {
  writeFileSync(join(wrapper, newNoteFile), `${JSON.stringify(note)}\n`, { mode: 0o600 });
  renameSync(join(wrapper, newNoteFile), join(wrapper, noteFile));
}

/** The note; undefined where there is none, or none of ours. */
export function readNote(wrapper: string): Note | undefined {
  return parseNote(textOf(join(wrapper, noteFile))) ?? parseNote(textOf(join(wrapper, newNoteFile)));
}

/** When the note was written, in nanoseconds, as the file system gives them. */
export function momentOf(wrapper: string): bigint {
  return lstatSync(join(wrapper, noteFile), { bigint: true }).mtimeNs;
}

/** Whether a name stands for something in a folder, and for nothing outside of it. */
export function isPlain(name: unknown): name is string {
  return typeof name === "string" && name.length <= 255 && /^[^/\\\0]+$/.test(name) && name !== "." && name !== "..";
}

function parseNote(text: string): Note | undefined {
  try {
    const note: unknown = JSON.parse(text);
    return isNote(note) ? note : undefined;
  } catch {
    return undefined; // Cut short, or not ours.
  }
}

/** A file that is no plain file, or too large, is not read: a named pipe would never end. */
function textOf(file: string): string {
  const found = lstatSync(file, { throwIfNoEntry: false });
  return found?.isFile() === true && found.size <= longest ? readFileSync(file, "utf8") : "";
}

function isNote(note: unknown): note is Note {
  if (!isObject(note) || note.format !== 2 || !isRun(note.run) || !isFileId(note.wrapper)) return false;
  return note.moves === undefined || (Array.isArray(note.moves) && note.moves.every(isMove));
}

function isMove(move: unknown): boolean {
  return isObject(move) && isPlain(move.name) && isFileId(move.ours) && (move.theirs === undefined || isFileId(move.theirs));
}

function isFileId(id: unknown): boolean {
  return isObject(id) && [id.inode, id.born].every((number) => typeof number === "string" && /^[1-9]\d{0,24}$/.test(number));
}

function isRun(run: unknown): boolean {
  if (!isObject(run) || !Number.isInteger(run.pid) || (run.pid as number) < 1) return false;
  return [run.host, run.boot, run.began].every((text) => typeof text === "string");
}
