// What PostgreSQL's error codes mean to a client. https://www.postgresql.org/docs/current/errcodes-appendix.html
import type { Request } from "express";
import { Problem } from "../problem.ts";

export class DatabaseUnavailable extends Error {
  constructor(cause: unknown) {
    // A name with two addresses fails twice, and then only the code says why.
    const { message, code } = cause as { message: string; code: string };
    super(`The database at DATABASE_URL cannot be reached: ${message || code}`, { cause });
  }
}

interface DatabaseError {
  code: string;
  table?: string;
  constraint?: string;
}

export function problemFromDatabase(error: unknown, req: Request): Problem | undefined {
  if (error instanceof DatabaseUnavailable) {
    return new Problem(503, "The database cannot be reached. Try again soon.", { headers: { "Retry-After": "5" } });
  }
  if (isConflict(error)) {
    return new Problem(503, "Others changed the same rows at the same moment. Try again.", { headers: { "Retry-After": "1" } });
  }
  if (!isDatabaseError(error)) return undefined;
  if (error.code === "23505") return at(409, error, "This value is already taken.");
  if (error.code === "23503" && req.method === "DELETE") return new Problem(409, "Other rows still point at this one.");
  if (error.code === "23503") return at(422, error, "There is no row with this id.");
  // Class 22: a value that PostgreSQL cannot hold; 23: a rule of the table that it breaks; 54: too large to index or nest.
  if (/^(22|23|54)/.test(error.code)) return new Problem(422, "The database cannot store one of these values.");
  return undefined;
}

/** Two transactions needed the same rows, and this one was ended: 40001 is a serialization failure, 40P01 a deadlock. */
export function isConflict(error: unknown): boolean {
  return isDatabaseError(error) && ["40001", "40P01"].includes(error.code);
}

/** Without a code it is not the server that answers. 08, 53 and 57 are its own trouble, 28 and 3D a wrong DATABASE_URL. */
export function isUnavailable(error: unknown): boolean {
  return !isDatabaseError(error) || /^(08|28|3D|53|57|25P03)/.test(error.code);
}

/** A PostgreSQL error code has five characters; Node's own, such as ECONNREFUSED, look different. */
function isDatabaseError(error: unknown): error is DatabaseError {
  return error instanceof Error && /^[0-9A-Z]{5}$/.test((error as Error & DatabaseError).code);
}

/** Constraints are called table_column_kind: the column tells which field is meant. */
function at(status: number, { table = "", constraint = "" }: DatabaseError, message: string): Problem {
  const column = constraint.slice(table.length + 1).replace(/_(key|fkey)$/, "");
  const field = column.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
  return new Problem(status, message, { errors: [{ field, message }] });
}
