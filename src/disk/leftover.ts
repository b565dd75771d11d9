// Leftover: classifies a folder that is named like a wrapper. It may come from a clone, an archive or another user, so
// only what is provably ours is ever undone.
import { lstatSync, readdirSync, type Stats } from "node:fs";
import { basename, dirname, join } from "node:path";
import { codeOf } from "../user-error.ts";
import { exists, isSame, isYounger, onlyRenamedSince } from "./file-id.ts";
import { momentOf, newNoteFile, readNote, type Move, type Note } from "./note.ts";
import { isAlive, stateOf } from "../system/process.ts";
import { shown } from "../shown.ts";
import { keptIn, pidIn, projectIn, wrapperEntries } from "./wrapper.ts";

export type Leftover = { wrapper: string } & (
  | { is: "busy" }
  /** Not provably ours, so never changed. `why` continues a sentence that starts with its name. */
  | { is: "foreign"; why: string }
  /** Everything that its run had to place is placed or undone. */
  | { is: "finished" }
  /** Its run was interrupted after these `moves` were started. */
  | { is: "half"; moves: Move[] }
);

/** Classifies a folder that is named like a wrapper, without changing it. */
export function judge(wrapper: string): Leftover {
  try {
    return { wrapper, ...verdictOn(wrapper) };
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    return { wrapper, is: "foreign", why: `cannot be read (${codeOf(error)})` };
  }
}

type Verdict = { is: "busy" | "finished" } | { is: "foreign"; why: string } | { is: "half"; moves: Move[] };

function verdictOn(wrapper: string): Verdict {
  const why = notPrivate(lstatSync(wrapper)) ?? unknownEntry(wrapper);
  if (why !== undefined) return foreign(why);
  const note = readNote(wrapper);
  if (note === undefined) return withoutNote(wrapper);
  if (!isSame(wrapper, note.wrapper)) return foreign("was copied or unpacked here");
  const state = stateOf(note.run);
  if (state === "elsewhere") return foreign("was made on another machine, in another container or before a restart");
  return state === "running" ? { is: "busy" } : remains(wrapper, note);
}

function remains(wrapper: string, { moves = [] }: Note): Verdict {
  if (!exists(projectIn(wrapper))) return { is: "finished" }; // Placed in one step, or set aside for removal.
  const waiting = moves.filter(({ name }) => exists(join(projectIn(wrapper), name)));
  if (moves.length > 0 && waiting.length === 0) return { is: "finished" };
  const changed = moves.find((move) => !isUndoable(wrapper, move));
  return changed === undefined
    ? { is: "half", moves }
    : foreign(`had placed ${shown(changed.name)}, which has been changed since`);
}

/** Whether a move had not started, or can be undone without loss. */
function isUndoable(wrapper: string, { name, ours, theirs }: Move): boolean {
  const [placed, staged, kept] = [
    join(dirname(wrapper), name),
    join(projectIn(wrapper), name),
    join(keptIn(wrapper), name),
  ];
  const moment = momentOf(wrapper);
  if (exists(kept) && (theirs === undefined || !isSame(kept, theirs) || !onlyRenamedSince(kept, moment))) return false;
  if (exists(staged)) return (!exists(kept) || !exists(placed)) && onlyRenamedSince(staged, moment);
  // Staged files are newer than their wrapper. An older file belongs to the user, whatever the note says.
  return !exists(placed) || (isSame(placed, ours) && isYounger(placed, wrapper) && onlyRenamedSince(placed, moment));
}

/** The note is the first file in a wrapper. Without it, the wrapper is empty or not ours. */
function withoutNote(wrapper: string): Verdict {
  const names = readdirSync(wrapper);
  const begun = names.every((name) => name === newNoteFile && lstatSync(join(wrapper, name)).size === 0);
  if (!begun) return foreign("holds no note of a run on this disk");
  return { is: stateOfPid(wrapper) };
}

function stateOfPid(wrapper: string): "busy" | "finished" {
  return isAlive(pidIn(basename(wrapper)) ?? 0) ? "busy" : "finished";
}

/** A link leads elsewhere, and a folder that others own or may write to proves nothing. Windows has no such numbers. */
function notPrivate(found: Stats): string | undefined {
  if (!found.isDirectory()) return "is no folder";
  if (process.getuid === undefined) return undefined;
  if (found.uid !== process.getuid()) return "belongs to another user";
  return (found.mode & 0o022) === 0 ? undefined : "may be written to by others";
}

function unknownEntry(wrapper: string): string | undefined {
  const unknown = readdirSync(wrapper).find((name) => !wrapperEntries.includes(name));
  return unknown === undefined ? undefined : `holds ${shown(unknown)}, which is not ours`;
}

function foreign(why: string): Verdict {
  return { is: "foreign", why };
}
