// Deadlines: when work is due, for the class and for students with more time, and until when late work counts.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { acceptedMinutes, noLateWork, parseLate } from "../gradebook/late-rule.ts";
import type { Student } from "../roster/class-file.ts";
import { momentOf, momentsIn } from "./moments.ts";

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

/** Half a day, in minutes: up to it, time counts as it passes, and then as the clock shows it. */
const short = 720;

/**
 * Whole minutes of a push after a deadline; a second is a minute. The last millisecond of a day ends with the day. It
 * is over at the same time of day, also when the clocks change in it.
 */
export function lateMinutes(pushed: Date, due: Date | undefined): number {
  if (due === undefined) return 0;
  const end = new Date(Math.ceil(due.getTime() / 1_000) * 1_000);
  const passed = Math.ceil((pushed.getTime() - end.getTime()) / 60_000);
  const changed = end.getTimezoneOffset() - pushed.getTimezoneOffset();
  return passed <= short ? Math.max(0, passed) : Math.max(short, passed + changed);
}

/** The last moment in which late work counts: the inverse of `lateMinutes`. */
export function lateUntil(due: Date, accepted: number): Date {
  const until = new Date(due.getTime() + accepted * 60_000);
  const changed = due.getTimezoneOffset() - until.getTimezoneOffset();
  return accepted <= short ? until : new Date(until.getTime() - changed * 60_000);
}

/** "45 min, within the grace" */
export function lateText(minutes: number, { accepted, grace }: Pick<Deadlines, "accepted" | "grace">): string {
  if (minutes <= grace) return `${minutes} min, within the grace`;
  return minutes > accepted ? `${minutes} min, too late to count` : `${minutes} min`;
}

/** What an instructor should know of a deadline that may have been typed wrongly, or kept from an earlier class. */
export function overNote(due: string | undefined, now = new Date()): string[] {
  const over = due !== undefined && momentOf(due) < now;
  return over ? [`The deadline is over: ${momentOf(due).toLocaleString("en-GB")}`] : [];
}

/** Rows of "student,due"; a student is named by key, username, address or name. */
function extensionsIn(folder: string, students: Student[]): Map<string, Date> {
  const file = join(folder, extensionsFile);
  if (!existsSync(file)) return new Map();
  const rows = momentsIn({ file, kind: "list of extensions", column: "due", students });
  return new Map([...rows].map(([key, { moment }]) => [key, moment]));
}
