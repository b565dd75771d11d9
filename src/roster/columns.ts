// Columns: what each column of a roster is called by GitHub Classroom, Classroom 50, Canvas, Moodle and people.
import { nearest } from "../nearest.ts";
import { shown } from "../shown.ts";
import { UserError } from "../user-error.ts";

/** Column -> its names, in lower case with "_" between words. */
const names = {
  name: ["name", "full_name", "student", "student_name", "display_name"],
  firstName: ["first_name", "given_name", "firstname", "forename"],
  lastName: ["last_name", "family_name", "lastname", "surname"],
  username: ["github_username", "username", "github", "github_user", "github_login", "login"],
  email: ["email", "e_mail", "email_address", "mail"],
  id: ["id", "identifier", "student_id", "id_number"],
  section: ["section"],
  github_id: ["github_id"],
  sis_user_id: ["sis_user_id"],
  sis_login_id: ["sis_login_id"],
  group: ["group", "team", "group_name", "team_name"],
};

export type Column = keyof typeof names;

/** A row by its columns, without empty cells. */
export type Row = Partial<Record<Column, string>>;

/** Columns of which each can say who somebody is. */
const naming: Column[] = ["name", "firstName", "lastName", "id", "username", "email"];

/**
 * The place of each known column in a header; others are not read.
 * @throws UserError if no column says who somebody is, or two say the same
 */
export function columnsOf(header: string[], file: string): Map<Column, number> {
  const plain = header.map(wordsOf);
  const columns = new Map<Column, number>();
  for (const column of Object.keys(names) as Column[]) {
    // Of several names of one column the first counts: "github_username" before "login".
    const known = names[column].find((name) => plain.includes(name));
    if (known === undefined) continue;
    if (plain.indexOf(known) !== plain.lastIndexOf(known))
      throw new UserError(`The roster ${shown(file)} has two columns ${shown(known)}.`, "Delete one.");
    columns.set(column, plain.indexOf(known));
  }
  if (naming.some((column) => columns.has(column))) return columns;
  const typed = plain.find((cell) => cell !== "") ?? "";
  throw new UserError(
    `The first row of the roster ${shown(file)} names no column such as name.`,
    typed === "" ? "Write name in the first row." : nearest(typed.slice(0, 60), Object.values(names).flat()),
  );
}

/** "GitHub username" -> "github_username" */
function wordsOf(cell: string): string {
  const words = cell.slice(0, 200).toLowerCase().split(/[^a-z0-9]+/);
  return words.filter((word) => word !== "").join("_");
}
