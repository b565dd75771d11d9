// Database problems: the errors that a client caused.
// https://www.postgresql.org/docs/current/errcodes-appendix.html
import { Problem } from "../problem.ts";
import { DatabaseError } from "./driver.ts";

export class DatabaseUnavailable extends Error {
  constructor(cause: unknown) {
    // A host name with two addresses fails twice, and then only the code says why.
    const { message, code } = cause as { message: string; code: string };
    super(`The database at DATABASE_URL cannot be reached: ${message || code}`, { cause });
  }
}

/** Undefined for a constraint that our schemas do not check: a bug, and not the client's mistake. */
export function problemFromDatabase(error: unknown): Problem | undefined {
  if (error instanceof DatabaseUnavailable) return tryAgain("The database cannot be reached.", 5);
  if (isConflict(error)) return tryAgain("Another request changed the same rows at the same time.", 1);
  if (!(error instanceof DatabaseError)) return undefined;
  switch (error.code) {
    case "23505": // unique
      return at(error, 409, "This value is already taken.");
    case "23503": // references
      // {{#if uses.restrict}}
      if (error.statement.startsWith("delete")) return new Problem(409, "Other rows still point to this one.");
      // {{/if}}
      return at(error, 422, "There is no row with this id.");
    case "22021": // the character U+0000 in a text
    case "22P05": // the same in JSON
    case "54000": // too large for an index
    case "54001": // nested too deeply
      return new Problem(422, "The database cannot store one of these values.");
    default:
      return undefined;
  }
}

/**
 * Whether two transactions needed the same rows and PostgreSQL ended this one: 40001, or a deadlock (40P01).
 */
export function isConflict(error: unknown): boolean {
  return error instanceof DatabaseError && ["40001", "40P01"].includes(error.code ?? "");
}

function tryAgain(message: string, seconds: number): Problem {
  return new Problem(503, `${message} Try again soon.`, { headers: { "Retry-After": String(seconds) } });
}

function at({ column }: DatabaseError, status: number, message: string): Problem {
  if (column === undefined) return new Problem(status, message);
  const field = column.replace(/_./g, (letter) => letter.charAt(1).toUpperCase());
  return new Problem(status, message, { errors: [{ field, message }] });
}
