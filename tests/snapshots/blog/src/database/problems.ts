// Problems: which errors of PostgreSQL are the client's. The rest are ours. https://www.postgresql.org/docs/current/errcodes-appendix.html
import type { Request } from "express";
import { Problem } from "../problem.ts";
import { isDatabaseError, type DatabaseError } from "./driver.ts";

export class DatabaseUnavailable extends Error {
  constructor(cause: unknown) {
    // A name with two addresses fails twice, and then only the code says why.
    const { message, code } = cause as { message: string; code: string };
    super(`The database at DATABASE_URL cannot be reached: ${message || code}`, { cause });
  }
}

/** Returns nothing for a rule of a table that our schemas do not know: that is a mistake of ours, not of the client. */
export function problemFromDatabase(error: unknown, req: Request): Problem | undefined {
  if (error instanceof DatabaseUnavailable) {
    return new Problem(503, "The database cannot be reached. Try again soon.", { headers: { "Retry-After": "5" } });
  }
  if (isConflict(error)) {
    return new Problem(503, "Others changed the same rows at the same moment. Try again.", { headers: { "Retry-After": "1" } });
  }
  if (!isDatabaseError(error)) return undefined;
  switch (error.code) {
    case "23505": // unique
      return at(409, error, "This value is already taken.");
    case "23503": // references
      if (req.method === "DELETE") return new Problem(409, "Other rows still point at this one.");
      return at(422, error, "There is no row with this id.");
    case "22021": // the character U+0000 in a text
    case "22P05": // the same in JSON
    case "54000": // too large for an index
    case "54001": // nested too deeply
      return new Problem(422, "The database cannot store one of these values.");
    default:
      return undefined;
  }
}

/** Two transactions needed the same rows, and this one was ended: 40001 is a serialization failure, 40P01 a deadlock. */
export function isConflict(error: unknown): boolean {
  return isDatabaseError(error) && ["40001", "40P01"].includes(error.code);
}

/** The first two characters are the class: connection (08), log-in (28), name of the database (3D), resources (53), intervention (57). */
export function isUnavailable(error: unknown): boolean {
  // An error that is not PostgreSQL's comes from the way to it.
  return !isDatabaseError(error) || ["08", "28", "3D", "53", "57"].includes(error.code.slice(0, 2)) || error.code === "25P03";
}

function at(status: number, { column }: DatabaseError, message: string): Problem {
  if (column === undefined) return new Problem(status, message);
  const field = column.replace(/_./g, (letter) => letter.charAt(1).toUpperCase());
  return new Problem(status, message, { errors: [{ field, message }] });
}
