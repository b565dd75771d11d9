// Formats: a gradebook as the tables that gradebook programs import.
import { shown } from "../shown.ts";
import { UserError } from "../user-error.ts";
import type { Grade, Gradebook } from "./gradebook.ts";

export type Table = string[][];

interface Format {
  file: string;
  /** @throws UserError if the program could not match the students, or would drop the column */
  table: (book: Gradebook, title: string) => Table;
  /** Students whom only their name identifies. */
  unsure: (grade: Grade) => boolean;
}

/** By the value of --format. */
export const formats: Record<string, Format> = {
  csv: { file: "grades.csv", table: plain, unsure: () => false },
  canvas: { file: "grades-canvas.csv", table: canvas, unsure: (grade) => canvasIds(grade).every((id) => id === "") },
  moodle: { file: "grades-moodle.csv", table: moodle, unsure: () => false },
};

/** Those with a submission: an empty cell would remove a grade that somebody gave by hand. */
export function graded({ grades }: Gradebook): Grade[] {
  return grades.filter(({ grade }) => grade !== undefined);
}

function plain({ grades, tasks }: Gradebook): Table {
  const header = [
    ...[
      "student",
      "name",
      "email",
      "username",
      "section",
      "status",
      "points",
      "of",
      "minutes late",
      "penalty",
      "grade",
    ],
    "sandboxed",
    ...tasks,
  ];
  const rows = grades.map((row) => [
    ...[row.key, row.name, row.email ?? "", row.username ?? "", row.section ?? "", row.status, text(row.points)],
    ...[text(row.of), text(row.late), text(row.penalty), text(row.grade), sandboxedIn(row)],
    ...tasks.map((id) => (row.grade === undefined ? "" : text(row.tasks.get(id)) || "not graded")),
  ]);
  return [header, ...rows];
}

/**
 * The columns that Canvas looks for: "Student" and "ID" first, and "Section" as the last one about the student.
 * https://github.com/instructure/canvas-lms/blob/master/lib/gradebook_importer.rb
 */
function canvas(book: Gradebook, title: string): Table {
  refuseTwoTotals(book, "Canvas");
  if (droppedByCanvas.test(title))
    throw new UserError(`Canvas ignores a column with the name ${shown(title)}.`, "Name another one with --title.");
  const header = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", title];
  const rows = graded(book).map((row) => [
    nameForCanvas(row.name),
    ...canvasIds(row),
    row.section ?? "",
    text(row.grade),
  ]);
  return [header, ["    Points Possible", "", "", "", "", text(book.of)], ...rows];
}

/** What points are of, the most first: several, where some students were graded with other tasks or points. */
export function totalsIn(book: Gradebook): number[] {
  return [...new Set(graded(book).map(({ of }) => of))].sort((a, b) => b - a);
}

/** A column has one maximum. */
function refuseTwoTotals(book: Gradebook, program: string): void {
  const [one, other] = totalsIn(book);
  if (other === undefined) return;
  const keys = graded(book).flatMap(({ of, key }) => (of === other ? [key] : []));
  const some = `${keys.slice(0, 5).join(", ")}${keys.length > 5 ? " and others" : ""}`;
  throw new UserError(
    `Some points are of ${one} and some of ${other} (${some}), and a column of ${program} has one maximum.`,
    "Grade all with the same tasks and points: assignment check --again. " +
      "What is in no folder any more stays in results.json until you delete that file.",
  );
}

/** Names of columns that Canvas computes itself, wherever they stand in a title. */
const droppedByCanvas = /(Current|Final) (Score|Points|Grade)|Override (Score|Grade|Status)/;

/** A name with these two words would be read as the row with the maximum. */
function nameForCanvas(name: string): string {
  return name.replaceAll("Points Possible", "Points possible");
}

/** Canvas takes any ID that starts with a digit for one of its own. */
function canvasIds({ id = "", sis_user_id: user = "", sis_login_id: login = "" }: Grade): string[] {
  return [/^\d+$/.test(id) ? id : "", user, login];
}

/**
 * The worksheet of an assignment where the roster has Moodle's identifiers, else a table for the grade import.
 * https://github.com/moodle/moodle/blob/main/public/mod/assign/feedback/offline/classes
 */
function moodle(book: Gradebook, title: string): Table {
  refuseTwoTotals(book, "Moodle");
  const rows = graded(book);
  if (rows.length > 0 && rows.every(({ id }) => /^Participant \d+$/.test(id ?? "")))
    return [
      ["Identifier", "Full name", "Grade", "Last modified (grade)"],
      ...rows.map(({ id = "", name, grade }) => [id, name, text(grade), ""]),
    ];
  const unknown = rows.find(({ email }) => email === undefined);
  if (unknown !== undefined)
    throw new UserError(
      `The roster has neither an email nor Moodle's identifier for ${shown(unknown.name)}.`,
      'Add a column email, or one identifier with values such as "Participant 12".',
    );
  return [["Email address", title], ...rows.map(({ email = "", grade }) => [email, text(grade)])];
}

function sandboxedIn({ grade, sandboxed }: Grade): string {
  if (grade === undefined) return "";
  return sandboxed ? "yes" : "no";
}

/** With two decimals at most. */
function text(value: number | undefined): string {
  return value === undefined ? "" : String(Math.round(value * 100) / 100);
}
