// Command `assignment grades`: writes the grades as a file that a gradebook program imports.
import { join } from "node:path";
import { openCatalog } from "../../catalog/catalog.ts";
import { readAssignment } from "../../classroom/on-disk.ts";
import type { ActionRequest } from "../../cli/request.ts";
import { writePrivate } from "../../disk/private-files.ts";
import { secretOf } from "../../disk/folder-key.ts";
import { pathOf } from "../../disk/target.ts";
import { csvText } from "../../gradebook/csv.ts";
import { formats, graded, type Table } from "../../gradebook/formats.ts";
import { readGradebook, type Gradebook } from "../../gradebook/gradebook.ts";
import { parseLate } from "../../gradebook/late-rule.ts";
import { withPseudonyms } from "../../gradebook/pseudonyms.ts";
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
  return { folder, file, book, table, unsure: graded(book).filter(format.unsure).length, untimed };
}

function report({ folder, file, book, unsure, untimed }: GradesOrder, terminal: Terminal): void {
  const rows = graded(book);
  const left = book.grades.length - rows.length;
  const open = rows.filter(({ sandboxed }) => !sandboxed).length;
  const path = nameOf(join(folder, file));
  const without = (id: string) => rows.filter(({ tasks }) => !tasks.has(id)).length;
  const notGraded = book.tasks.filter((id) => without(id) > 0);
  const unknown = { matchedByName: unsure, withoutTime: untimed };
  const counts = { graded: rows.length, notSubmitted: left, unsandboxed: open, notGraded, ...unknown };
  terminal.document({ format: 1, status: "written", file: path, ...counts });
  terminal.done(`Wrote the grades of ${counted(rows.length, "student")} to ${path}`);
  if (left > 0) terminal.note(`${counted(left, "student")} without a submission: no grade is written`);
  for (const id of notGraded)
    terminal.note(`The task ${id} of ${counted(without(id), "student")} is not graded, and not in the points`);
  if (untimed > 0)
    terminal.note(`${counted(untimed, "student")} counted as in time: assignment collect noted no time`);
  if (unsure > 0) terminal.note(`${counted(unsure, "student")} can be matched by name only: the roster has no ID`);
  if (open > 0) terminal.note(`${counted(open, "student")} graded without a sandbox`);
  if (rows.length === 0) return;
  const average = rows.reduce((sum, { grade = 0 }) => sum + grade, 0) / rows.length;
  terminal.say(`\nOn average ${Math.round(average * 10) / 10} of ${counted(book.of, "point")}.`);
}
