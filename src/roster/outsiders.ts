// Outsiders: submissions that are named after nobody in the class.
import { nearestOf } from "../nearest.ts";
import { shown } from "../shown.ts";
import { UserError } from "../user-error.ts";
import { readClass } from "./class-file.ts";

/**
 * A misspelt name would be graded as one more student, and the student with that name as absent.
 * @param isNamed whether submitted.csv says who this is
 * @throws UserError for a key that is not in the class of a folder, if there is a class
 */
export function refuseOutsiders(folder: string, keys: string[], isNamed: (key: string) => boolean): void {
  const students = readClass(folder)?.students;
  if (students === undefined) return;
  const known = students.map(({ key }) => key);
  const outsider = keys.find((key) => !known.includes(key) && !isNamed(key));
  if (outsider === undefined) return;
  const near = nearestOf(outsider, known);
  throw new UserError(
    `The submission ${shown(outsider)} is of nobody in the class.`,
    `${near === undefined ? "" : `Did you mean ${near}? `}Rename it to a key in class.json, or name who it is in the ` +
      "column name of submitted.csv and collect.",
  );
}
