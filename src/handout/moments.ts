// Moments: the rows of a CSV file that each name a student and a moment.
import { basename } from "node:path";
import { isDate } from "../classroom/terms.ts";
import { readCells } from "../roster/cells.ts";
import type { Student } from "../roster/class-file.ts";
import { shown } from "../shown.ts";
import { UserError } from "../user-error.ts";

/** A day ends with its last moment, in the time zone of this machine. */
export function momentOf(text: string): Date {
  return new Date(text.includes("T") ? text : `${text}T23:59:59.999`);
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
