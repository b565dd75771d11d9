// Database problems: the errors that a client caused.
// https://www.postgresql.org/docs/current/errcodes-appendix.html
import { Problem } from "../problem.ts";
import { DatabaseError, seeReadme } from "./driver.ts";

export class DatabaseUnavailable extends Error {
  constructor(cause: unknown) {
    // A host name with two addresses fails twice, and then only the code says why.
    const { message, code } = cause as { message: string; code: string };
    super(`The database at DATABASE_URL cannot be reached: ${message || code}. ${seeReadme}`, { cause });
  }
}

const retry = { headers: { "Retry-After": "5" } };

/** Undefined for a constraint that our schemas do not check: a bug, and not the client's mistake. */
export function problemFromDatabase(error: unknown): Problem | undefined {
  if (error instanceof DatabaseUnavailable) return new Problem(503, "The database cannot be reached.", retry);
  if (isConflict(error)) return new Problem(503, "Another request changed the same rows.", retry);
  if (!(error instanceof DatabaseError)) return undefined;
  // "owner_id" in SQL is "ownerId" in JSON.
  const field = error.column?.replace(/_./g, (letters) => letters.charAt(1).toUpperCase());
  switch (error.code) {
    // task taken
    case "23505": // unique
      return new Problem(409, "This value is already taken.", { field });
    // end taken
    case "23503": // references
      // {{#if uses.restrict}}
      if (error.statement.startsWith("delete")) return new Problem(409, "Other rows still point to this one.");
      // {{/if}}
      return new Problem(422, "There is no row with this id.", { field });
    case "22021": // the character U+0000 in a text
    case "22P05": // the same in JSON
    case "54000": // too large for an index
    case "54001": // nested too deeply
      return new Problem(422, "The database cannot store one of these values.");
    default:
      return undefined;
  }
}

/** Whether PostgreSQL ended a transaction because another one needed the same rows: 40001, or a deadlock. */
export function isConflict(error: unknown): boolean {
  return error instanceof DatabaseError && ["40001", "40P01"].includes(error.code ?? "");
}
