// Command `assignment grades`: writes the grades as a file that a gradebook program imports.
import { join } from "node:path";
import { openCatalog } from "../../catalog/catalog.ts";
import { readAssignment } from "../../classroom/on-disk.ts";
import type { ActionRequest } from "../../cli/request.ts";
import { writePrivate } from "../../disk/private-files.ts";
import { secretOf } from "../../disk/folder-key.ts";
import { pathOf } from "../../disk/target.ts";
import { collectedDeadline } from "../../gradebook/collected-file.ts";
import { csvText } from "../../gradebook/csv.ts";
import { formats, graded, totalsIn, type Table } from "../../gradebook/formats.ts";
import { readGradebook, type Grade, type Gradebook } from "../../gradebook/gradebook.ts";
import { parseLate } from "../../gradebook/late-rule.ts";
import { withPseudonyms } from "../../gradebook/pseudonyms.ts";
import { momentOf } from "../../handout/moments.ts";
import { nearest } from "../../nearest.ts";
import { counted, shown } from "../../shown.ts";
import type { Terminal } from "../../terminal.ts";
import { UserError, exitCodes } from "../../user-error.ts";
import type { Command } from "../command.ts";
import { nameOf } from "../next-steps.ts";

/** Another file than that with the names: nobody who passes one on should have to look which one it is. */
const pseudonymsFile = "grades-pseudonyms.csv";

interface GradesContext {
  asked: Pick<ActionRequest, "directory" | "has" | "text">;
  terminal: Terminal;
}

interface GradesOrder {
  folder: string;
  file: string;
  book: Gradebook;
  table: Table;
  unsure: number;
  /** Those whose work counts as in time because nothing says when it came. */
  untimed: number;
  /** Whether the deadline has changed since the work was collected. */
  hasOtherDeadline: boolean;
}

export function gradesCommand({ asked, terminal }: GradesContext): Command<GradesOrder> {
  return {
    description: "Writes the grades of an assignment",
    prompts: () => takeOrder(asked),
    actions: (order) => [
      () => writePrivate(order.folder, new Map([[order.file, csvText(order.table)]]), ["/grades*.csv"]),
      () => report(order, terminal),
    ],
    exitCode: () => exitCodes.done,
  };
}

async function takeOrder({ directory = ".", has, text }: GradesContext["asked"]): Promise<GradesOrder> {
  const name = text("format") ?? "csv";
  const format = formats[name];
  if (format === undefined || !Object.hasOwn(formats, name))
    throw new UserError(`There is no format ${shown(name)}.`, nearest(name, Object.keys(formats)), exitCodes.usage);
  if (has("pseudonyms") && name !== "csv")
    throw new UserError(`${name} cannot match pseudonyms.`, "Leave --pseudonyms or --format out.", exitCodes.usage);
  const folder = pathOf(directory);
  const { tasks, terms, title } = await readAssignment(folder, openCatalog());
  const named = readGradebook(folder, tasks, terms.late === undefined ? undefined : parseLate(terms.late));
  const book = has("pseudonyms") ? withPseudonyms(named, secretOf(folder)) : named;
  const table = format.table(book, text("title") ?? title);
  const file = has("pseudonyms") ? pseudonymsFile : format.file;
  const untimed = terms.late === undefined ? 0 : graded(book).filter(({ timed }) => !timed).length;
  const unsure = graded(book).filter(format.unsure).length;
  return { folder, file, book, table, unsure, untimed, hasOtherDeadline: hasOtherDeadline(folder, terms.due) };
}

function hasOtherDeadline(folder: string, due: string | undefined): boolean {
  const before = collectedDeadline(folder);
  return before !== undefined && before !== (due === undefined ? null : momentOf(due).toISOString());
}

function report(order: GradesOrder, terminal: Terminal): void {
  const { folder, file, book, unsure, untimed } = order;
  const rows = graded(book);
  const notSubmitted = book.grades.filter(({ status }) => status === "not submitted").length;
  const unsandboxed = rows.filter(({ sandboxed }) => !sandboxed).length;
  const notGraded = book.tasks.filter((id) => without(id, rows) > 0);
  const path = nameOf(join(folder, file));
  const unknown = { matchedByName: unsure, withoutTime: untimed };
  const { outdated, waiting } = book;
  const counts = { graded: rows.length, notSubmitted, unsandboxed, notGraded, outdated, waiting, ...unknown };
  terminal.document({ format: 1, status: "written", file: path, ...counts });
  terminal.done(`Wrote the grades of ${counted(rows.length, "student")} to ${path}`);
  for (const note of [...changedSince(order), ...missingIn(order, counts)]) terminal.note(note);
  if (rows.length === 0) return;
  const average = rows.reduce((sum, { grade = 0 }) => sum + grade, 0) / rows.length;
  terminal.say(`\nOn average ${Math.round(average * 10) / 10} of ${counted(book.of, "point")}.`);
}

/** How many were graded without a task. */
function without(id: string, rows: Grade[]): number {
  return rows.filter(({ tasks }) => !tasks.has(id)).length;
}

/** What the grades do not know of yet. */
function changedSince({ book, hasOtherDeadline }: GradesOrder): string[] {
  const totals = totalsIn(book);
  const results = counted(book.outdated, "result");
  const waiting = counted(book.waiting, "submission");
  return [
    ...(hasOtherDeadline ? ["The deadline has changed since the work was collected: type assignment collect"] : []),
    ...(book.waiting === 0 ? [] : [`${waiting} not graded as collected: type assignment check`]),
    ...(book.outdated === 0 ? [] : [`${results} of other points or tasks than now: type assignment check`]),
    ...(totals.length < 2 ? [] : [`Some points are of ${totals.join(", some of ")}: see the column of`]),
  ];
}

type Counts = Record<"notSubmitted" | "unsandboxed", number>;

function missingIn({ book, unsure, untimed }: GradesOrder, { notSubmitted, unsandboxed }: Counts): string[] {
  const tasks = book.tasks.map((id) => ({ id, who: without(id, graded(book)) })).filter(({ who }) => who > 0);
  const about = (count: number, says: string) => (count === 0 ? [] : [`${counted(count, "student")} ${says}`]);
  return [
    ...about(notSubmitted, "without a submission: no grade is written"),
    ...tasks.map(({ id, who }) => `The task ${id} of ${counted(who, "student")} is not graded, and not in the points`),
    ...about(untimed, "counted as in time: assignment collect noted no time"),
    ...about(unsure, "can be matched by name only: the roster has no ID"),
    ...about(unsandboxed, "graded without a sandbox"),
  ];
}
