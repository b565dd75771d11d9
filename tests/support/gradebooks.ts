// Gradebook programs: how Canvas and Moodle read the columns and rows of an imported file.
import { parse } from "csv-parse/sync";

export interface Imported {
  title: string;
  /** The most points, if the file says so. */
  of?: number;
  /** The grades by the key that identified the student. */
  grades: Map<string, number>;
}

interface CanvasUser {
  id: string;
  sisUser?: string;
  sisLogin?: string;
  name: string;
}

/** By lib/gradebook_importer.rb of canvas-lms: the columns are found by their places, a student by ID, SIS IDs, or name. */
export function importToCanvas(text: string, users: CanvasUser[]): Imported {
  const [header = [], ...rows] = parse(text);
  if (!header[0]?.includes("Student") || !header[1]?.includes("ID")) throw new Error("Invalid header row");
  if (!/SIS\s+User\s+ID/.test(header[2] ?? "") || !/SIS\s+Login\s+ID/.test(header[3] ?? "") || header[4] !== "Section") throw new Error("Invalid header row");
  const columns = header.slice(5).filter((name) => !/(Current|Final) (Score|Points|Grade)|Override (Score|Grade|Status)/.test(name));
  if (columns.length !== 1) throw new Error(`${columns.length} assignments`);
  const imported: Imported = { title: columns[0] ?? "", grades: new Map() };
  for (const row of rows) {
    if (row[0]?.includes("Points Possible")) imported.of = Number(row[5]);
    else imported.grades.set(canvasUser(row, users), Number(row[5]));
  }
  return imported;
}

function canvasUser([name = "", id = "", sisUser = "", sisLogin = ""]: string[], users: CanvasUser[]): string {
  const found =
    users.find((user) => id !== "" && user.id === String(Number.parseInt(id, 10))) ??
    users.find((user) => sisUser !== "" && user.sisUser === sisUser) ??
    users.find((user) => sisLogin !== "" && user.sisLogin === sisLogin) ??
    users.find((user) => user.name === name);
  if (found === undefined) throw new Error(`A new student would be made: ${name}`);
  return found.id;
}

/** By mod/assign/feedback/offline of Moodle: three columns by name; the number after "Participant " is the student's. */
export function importToWorksheet(text: string): Map<string, number> {
  const [header = [], ...rows] = parse(text);
  const [identifier, grade, modified] = ["Identifier", "Grade", "Last modified (grade)"].map((name) => header.indexOf(name));
  if (identifier === -1 || grade === -1 || modified === -1) throw new Error("invalidgradeimport");
  return new Map(rows.map((row) => [(row[identifier ?? 0] ?? "").slice("Participant ".length), Number(row[grade ?? 0])]));
}

/** By grade/import/csv of Moodle: the email decides, its case too. A row that matches nobody ends the import. */
export function importToGrader(text: string, emails: string[]): Imported {
  const [header = [], ...rows] = parse(text);
  if (header[0] !== "Email address" || header.length !== 2) throw new Error("The columns have to be mapped by hand");
  const grades = new Map(rows.map(([email = "", grade]) => {
    if (!emails.includes(email)) throw new Error(`usermapping: ${email}`);
    return [email, Number(grade)] as const;
  }));
  return { title: header[1] ?? "", grades };
}
