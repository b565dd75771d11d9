// Note: a file in the wrapper from which a later run can undo this one. A note that is read is untrusted.
import { lstatSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isObject } from "../json-file.ts";
import type { FileId } from "./file-id.ts";
import type { Run } from "../system/process.ts";

export interface Note {
  format: 2;
  run: Run;
  wrapper: FileId;
  /** The entries that are moved into an existing folder, in this order. Written just before the first move. */
  moves?: Move[];
}

export interface Move {
  /** A name in the target folder, never a path. */
  name: string;
  /** The id of the entry that is moved in. */
  ours: FileId;
  /** The id of the entry that it replaces, which stays in the wrapper until every move is done. */
  theirs?: FileId;
}

export const noteFile = "staging.json";
export const newNoteFile = "staging.json.new";
/** In bytes; our own notes take about 6,000. */
const longest = 100_000;

export function writeNote(wrapper: string, note: Note): void {
  writeFileSync(join(wrapper, newNoteFile), `${JSON.stringify(note)}\n`, { mode: 0o600 });
  renameSync(join(wrapper, newNoteFile), join(wrapper, noteFile));
}

/** The note; undefined if it is missing or not ours. */
export function readNote(wrapper: string): Note | undefined {
  return parseNote(textOf(join(wrapper, noteFile))) ?? parseNote(textOf(join(wrapper, newNoteFile)));
}

/** The time at which the note was written, in nanoseconds of file system time. */
export function momentOf(wrapper: string): bigint {
  return lstatSync(join(wrapper, noteFile), { bigint: true }).mtimeNs;
}

/** Whether a name is an entry of a folder and leads nowhere outside it. */
export function isPlain(name: unknown): name is string {
  return typeof name === "string" && name.length <= 255 && /^[^/\\\0]+$/.test(name) && name !== "." && name !== "..";
}

function parseNote(text: string): Note | undefined {
  try {
    const note: unknown = JSON.parse(text);
    return isNote(note) ? note : undefined;
  } catch {
    return undefined; // Incomplete, or not ours.
  }
}

/** Reads only regular files of a limited size: a named pipe would never end. */
function textOf(file: string): string {
  const found = lstatSync(file, { throwIfNoEntry: false });
  return found?.isFile() === true && found.size <= longest ? readFileSync(file, "utf8") : "";
}

function isNote(note: unknown): note is Note {
  if (!isObject(note) || note.format !== 2 || !isRun(note.run) || !isFileId(note.wrapper)) return false;
  return note.moves === undefined || (Array.isArray(note.moves) && note.moves.every(isMove));
}

function isMove(move: unknown): boolean {
  return (
    isObject(move) && isPlain(move.name) && isFileId(move.ours) && (move.theirs === undefined || isFileId(move.theirs))
  );
}

function isFileId(id: unknown): boolean {
  return (
    isObject(id) && [id.inode, id.born].every((number) => typeof number === "string" && /^[1-9]\d{0,24}$/.test(number))
  );
}

function isRun(run: unknown): boolean {
  if (!isObject(run) || !Number.isInteger(run.pid) || (run.pid as number) < 1) return false;
  return [run.host, run.boot, run.began].every((text) => typeof text === "string");
}
