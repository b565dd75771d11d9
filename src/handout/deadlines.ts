// Deadlines: when work is due, for the class and for students with more time, and until when late work counts.
import { existsSync } from "node:fs";
import { basename, join } from "node:path";
import { isDate } from "../classroom/terms.ts";
import { acceptedMinutes, noLateWork, parseLate } from "../gradebook/late-rule.ts";
import { readCells } from "../roster/cells.ts";
import type { Student } from "../roster/class-file.ts";
import { shown } from "../shown.ts";
import { UserError } from "../user-error.ts";

export const extensionsFile = "extensions.csv";

export interface Deadlines {
  /** That of the class. */
  due?: Date;
  /** Key -> that of a student with another one. */
  extensions: Map<string, Date>;
  /** Minutes after a deadline in which work still counts, as late. */
  accepted: number;
  /** Those that cost nothing. */
  grace: number;
}

/**
 * The deadlines of an assignment.
 * @throws UserError for a rule that cannot be read, and for a row of extensions.csv that fits nobody
 */
export function deadlinesOf(folder: string, terms: { due?: string; late?: string }, students: Student[]): Deadlines {
  const late = terms.late === undefined ? noLateWork : parseLate(terms.late);
  const due = terms.due === undefined ? undefined : momentOf(terms.due);
  return { due, extensions: extensionsIn(folder, students), accepted: acceptedMinutes(late), grace: late.grace };
}

/** The deadline of a student: an extension that the class has overtaken takes nothing away. */
export function dueFor(key: string, { due, extensions }: Deadlines): Date | undefined {
  const own = extensions.get(key);
  return own !== undefined && (due === undefined || own > due) ? own : due;
}

/** Whole minutes of a push after a deadline; a second is a minute. The last millisecond of a day ends with the day. */
export function lateMinutes(pushed: Date, due: Date | undefined): number {
  if (due === undefined) return 0;
  const end = Math.ceil(due.getTime() / 1_000) * 1_000;
  return Math.max(0, Math.ceil((pushed.getTime() - end) / 60_000));
}

/** "45 min, within the grace" */
export function lateText(minutes: number, { accepted, grace }: Pick<Deadlines, "accepted" | "grace">): string {
  if (minutes <= grace) return `${minutes} min, within the grace`;
  return minutes > accepted ? `${minutes} min, too late to count` : `${minutes} min`;
}

/** A day ends with its last moment, in the time zone of this machine. */
export function momentOf(text: string): Date {
  return new Date(text.includes("T") ? text : `${text}T23:59:59.999`);
}

/** What an instructor should know of a deadline that may have been typed wrongly, or kept from an earlier class. */
export function overNote(due: string | undefined, now = new Date()): string[] {
  const over = due !== undefined && momentOf(due) < now;
  return over ? [`The deadline is over: ${momentOf(due).toLocaleString("en-GB")}`] : [];
}

/** A day, or a time with T or a space, perhaps with seconds, and with a time zone where it is not this machine's. */
const written = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(:\d\d(?:\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)?)?$/;

/** The moment that a cell names, as spreadsheets and other programs write it; undefined for what is none. */
export function momentIn(cell: string): Date | undefined {
  const [, day = "", minute, second = "", zone = ""] = written.exec(cell.trim()) ?? [];
  if (!isDate(minute === undefined ? day : `${day}T${minute}`)) return undefined;
  const moment = momentOf(minute === undefined ? day : `${day}T${minute}${second}${zone}`);
  return Number.isNaN(moment.getTime()) ? undefined : moment;
}

/** Rows of "student,due"; a student is named by key, username, address or name. */
function extensionsIn(folder: string, students: Student[]): Map<string, Date> {
  const file = join(folder, extensionsFile);
  if (!existsSync(file)) return new Map();
  const rows = momentsIn({ file, kind: "list of extensions", column: "due", students });
  return new Map([...rows].map(([key, { moment }]) => [key, moment]));
}

interface Moments {
  file: string;
  kind: string;
  /** The name of the column with the moments; the other one is "student". */
  column: string;
  students: Student[];
}

/** A row of such a file: the moment, and what stands in a column "name", if there is one. */
interface Noted {
  moment: Date;
  name: string;
}

/**
 * Key -> row, from a CSV file with a student and a moment in each.
 * @throws UserError for a missing column, an unknown student, a student who is there twice, and what is no date
 */
export function momentsIn({ file, kind, column, students }: Moments): Map<string, Noted> {
  const [header = [], ...rows] = readCells(kind, file);
  const at = (name: string) => header.findIndex((cell) => cell.toLowerCase() === name);
  const [student, moment, name] = [at("student"), at(column), at("name")];
  if (student < 0 || moment < 0)
    throw new UserError(
      `${shown(file, 300)} has no columns student and ${column}.`,
      `Write student,${column} in its first row.`,
    );
  const known = namesOf(students);
  const found = new Map<string, Noted>();
  for (const [index, cells] of rows.entries()) {
    if (cells.length === 0) continue;
    const row = `Row ${index + 2} of ${basename(file)}`;
    const key = oneOf(known, cells[student] ?? "", row);
    const [text = "", when = momentIn(text)] = [cells[moment]];
    if (when === undefined)
      throw new UserError(`${row}: ${shown(text)} is not a date.`, "Write 2026-12-01T18:00, or 2026-12-01 18:00.");
    if (found.has(key)) throw new UserError(`${row} names ${key} again.`, "Delete one of the rows.");
    found.set(key, { moment: when, name: cells[name] ?? "" });
  }
  return found;
}

function namesOf(students: Student[]): Map<string, Set<string>> {
  const known = new Map<string, Set<string>>();
  for (const { key, members, group } of students) {
    const texts = [key, group, ...members.flatMap(({ name, username, email }) => [name, username, email])];
    for (const text of texts) {
      const name = text?.toLowerCase() ?? "";
      known.set(name, (known.get(name) ?? new Set()).add(key));
    }
  }
  return known;
}

function oneOf(known: Map<string, Set<string>>, text: string, row: string): string {
  const [key, ...others] = known.get(text.toLowerCase()) ?? [];
  const who = `${row} names ${shown(text, 60)}, who`;
  if (key === undefined || text === "")
    throw new UserError(`${who} is not in the class.`, "Write a key, as in class.json.");
  if (others.length === 0) return key;
  throw new UserError(`${who} can be ${[key, ...others].join(" or ")}.`, "Write the key.");
}
