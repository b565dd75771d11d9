// Roster: the students of a class or the groups of one, read from a CSV file and checked row by row.
import { disguises, isBlank } from "../project/free-text.ts";
import { shown, unquoted } from "../shown.ts";
import { UserError } from "../user-error.ts";
import { readCells } from "./cells.ts";
import { columnsOf, type Column, type Row } from "./columns.ts";
import { usernamePattern, type Member } from "./class-file.ts";

/** One student, or several who work together. */
export interface Entry {
  group?: string;
  members: Member[];
}

const longest = 200;
const mostRows = 10_000;

/**
 * Reads a roster: that of GitHub Classroom, of Classroom 50, or any CSV file with a column of names.
 * @throws UserError that names the row, for a cell that is no name, username, address or number, and for duplicates
 */
export function readRoster(file: string): Entry[] {
  const all = readCells("roster", file);
  const above = Math.max(all.findIndex((cells) => cells.length > 0), 0);
  const [header = [], ...rows] = all.slice(above);
  const columns = columnsOf(header, file);
  if (rows.length > mostRows)
    throw new UserError(`The roster ${shown(file)} has more than ${mostRows} rows.`, "Split it.");
  const people = rows.flatMap((cells, at) =>
    isNobody(cells, columns) ? [] : [personIn(cells, above + at + 2, header, columns)],
  );
  if (people.length === 0) throw new UserError(`The roster ${shown(file)} has no students.`, "Add a row for each.");
  refuseTwins(people);
  return grouped(people);
}

/** An empty row, and in a gradebook of Canvas the row with the most points and that of the test student. */
function isNobody(cells: string[], columns: Map<Column, number>): boolean {
  const cell = (column: Column) => cells[columns.get(column) ?? -1] ?? "";
  if (cells.length === 0) return true;
  if (!columns.has("sis_user_id")) return false;
  return cell("name") === "Points Possible" || (cell("name") === "Student, Test" && cell("sis_user_id") === "");
}

interface Person {
  row: number;
  group?: string;
  member: Member;
}

function personIn(cells: string[], row: number, header: string[], columns: Map<Column, number>): Person {
  const [here, above] = [cells.length, header.length];
  if (here > above)
    throw rowError(row, `has ${here} cells, and the first row ${above}`, "Put a cell with a comma into quotes.");
  const known: Row = {};
  for (const [column, at] of columns) {
    const cell = checkedCell(cells[at] ?? "", row, column);
    if (cell !== "" && cell !== "-") known[column] = cell;
  }
  const { name, firstName, lastName, group, ...more } = known;
  const both = [firstName, lastName].filter((part) => part !== undefined).join(" ");
  const called = name ?? (both === "" ? (more.id ?? more.username ?? more.email) : both);
  if (called === undefined || isBlank(called)) throw rowError(row, "has no name", "Add one, or delete the row.");
  return { row, group, member: { name: called, ...more } };
}

function checkedCell(raw: string, row: number, column: Column): string {
  const cell = column === "username" ? usernameIn(raw) : raw;
  if (cell.length > longest) throw rowError(row, `has a cell of more than ${longest} characters`, "Shorten it.");
  const text = shown(cell, 60);
  if (disguises(cell))
    throw rowError(row, `contains a line break or an invisible character: ${text}`, "Type that cell again.");
  if (/^[=+\-@]./.test(cell)) throw rowError(row, `has a cell that a spreadsheet would run: ${text}`, "Correct it.");
  const shape = shapes[column];
  if (cell === "" || cell === "-" || shape === undefined || shape.pattern.test(cell)) return cell;
  throw rowError(row, `has ${text}, which is no ${shape.name}`, "Correct it, or empty the cell.");
}

const shapes: Partial<Record<Column, { pattern: RegExp; name: string }>> = {
  username: { pattern: usernamePattern, name: "GitHub username" },
  email: { pattern: /^[^\s@]+@[^\s@]+$/, name: "email address" },
  github_id: { pattern: /^\d{1,15}$/, name: "number of a GitHub account" },
};

/** People also write "@ann-lee", or the address of the profile. */
function usernameIn(cell: string): string {
  return cell.replace(/^https:\/\/github\.com\//i, "").replace(/\/$/, "").replace(/^@/, "");
}

/** Two rows for one person: the same username, address or number, or the same name and nothing to tell them apart. */
function refuseTwins(people: Person[]): void {
  const seen = new Map<string, number>();
  for (const { row, member } of people) {
    const marks = (["username", "email", "id", "github_id"] as const).flatMap((column) => {
      const value = member[column];
      return value === undefined ? [] : [`${column} ${value.toLowerCase()}`];
    });
    for (const mark of marks.length > 0 ? marks : [`name ${member.name.normalize("NFC").toLowerCase()}`]) {
      const first = seen.get(mark);
      if (first !== undefined)
        throw rowError(row, `repeats the ${unquoted(mark, 80)} of row ${first}`, twinFix(marks));
      seen.set(mark, row);
    }
  }
}

function twinFix(marks: string[]): string {
  return marks.length > 0 ? "Delete one, or correct it." : "Add a column username or email, or delete one.";
}

/** One entry for each group, in the order of the roster; somebody without a group is one alone. */
function grouped(people: Person[]): Entry[] {
  const entries = new Map<string, Entry>();
  for (const { row, group, member } of people) {
    const key = group === undefined ? `row ${row}` : `group ${group.toLowerCase()}`;
    const entry = entries.get(key) ?? { ...(group !== undefined && { group }), members: [] };
    entry.members.push(member);
    entries.set(key, entry);
  }
  return [...entries.values()];
}

function rowError(row: number, problem: string, fix: string): UserError {
  return new UserError(`Row ${row} of the roster ${problem}.`, fix);
}
