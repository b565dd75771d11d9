// Handed in: when folders and zip files were handed in, by the file submitted.csv next to them.
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Submission } from "../gradebook/collected-file.ts";
import type { Student } from "../roster/class-file.ts";
import { shown } from "../shown.ts";
import { UserError } from "../user-error.ts";
import { dueFor, lateMinutes, type Deadlines } from "./deadlines.ts";
import { momentsIn } from "./moments.ts";

export const submittedFile = "submitted.csv";

interface HandedIn {
  folder: string;
  keys: string[];
  students: Student[];
  deadlines: Deadlines;
}

/**
 * The time of each submission and its minutes after the deadline. Rows are "student,submitted", and a third column can
 * name those who are not in the class.
 * @throws UserError if the file is missing or wrong, or a submission is not in it
 */
export function handedIn({ folder, keys, students, deadlines }: HandedIn): Submission[] {
  const file = join(folder, submittedFile);
  if (!existsSync(file))
    throw new UserError(
      `${shown(folder, 300)} has no ${submittedFile}, so nothing says when the work came.`,
      "Write one with the columns student and submitted, such as ann-lee,2026-12-01T18:00.",
    );
  const rows = momentsIn({ file, kind: "list of times", column: "submitted", students });
  const missing = keys.filter((key) => !rows.has(key));
  if (missing.length > 0)
    throw new UserError(
      `${submittedFile} has no row for ${missing.join(", ")}.`,
      "Add what is missing, or remove the submission.",
    );
  return keys.flatMap((key) => {
    const row = rows.get(key);
    if (row === undefined) return [];
    const late = lateMinutes(row.moment, dueFor(key, deadlines));
    return { key, commit: null, pushed: row.moment.toISOString(), late, ...(row.name !== "" && { name: row.name }) };
  });
}

/**
 * The submissions of a run, with those that were collected before of students about whom it says nothing. They are late
 * by the deadlines of now.
 * @param stays which of the earlier ones: those of folders, of which GitHub knows nothing, or all
 */
export function withEarlier(
  now: Submission[],
  before: Map<string, Submission>,
  { stays, deadlines }: { stays: "folders" | "all"; deadlines: Deadlines },
): Submission[] {
  const told = new Set(now.flatMap(({ key, pushed }) => (pushed === null ? [] : key)));
  const kept = [...before.values()].flatMap((each) => {
    const came = new Date(each.pushed ?? Number.NaN);
    const isOther = stays === "folders" && each.commit !== null;
    if (told.has(each.key) || isOther || Number.isNaN(came.getTime())) return [];
    return { ...each, late: lateMinutes(came, dueFor(each.key, deadlines)) };
  });
  const keys = new Set(kept.map(({ key }) => key));
  return [...now.filter(({ key }) => !keys.has(key)), ...kept];
}
