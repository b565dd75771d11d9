// Driver parts: what PGlite and a PostgreSQL server share, so that both give the same values and errors.
import type pg from "pg";

/** Sent first on every connection: a server with other settings would return values in another format. */
export const settings = `set timezone = 'UTC'; set datestyle = 'ISO, MDY'; set intervalstyle = 'postgres';
  set search_path = public`;

/** PostgreSQL sends text. These functions convert it to JSON values, by the number of its type. */
export const parsers = {
  20: Number, // bigint
  1700: Number, // numeric
  1082: String, // date
  1184: (time: string) => (isNaN(Date.parse(time)) ? time : new Date(time).toISOString()), // timestamptz
};

// Added to what a server says about connections and rights, which does not tell what to do.
const seeReadme = 'See "On your database server" in README.md';

/** The database did not answer. */
export class DatabaseUnavailable extends Error {
  constructor(cause: unknown) {
    // A host name with two addresses fails twice, and then only the code says why.
    const { message, code } = cause as { message: string; code: string };
    super(`The database at DATABASE_URL cannot be reached: ${message || code}. ${seeReadme}`, { cause });
  }
}

/**
 * The database refused a statement: why, and in which table and column. It omits all values, because some
 * are secret. https://www.postgresql.org/docs/current/protocol-error-fields.html
 */
export class DatabaseError extends Error {
  readonly code: string | undefined;
  readonly table: string | undefined;
  readonly column: string | undefined;
  readonly statement: string;

  constructor(error: pg.DatabaseError, statement: string) {
    // 42501: without the right
    super(error.code === "42501" ? `${error.message}. ${seeReadme}` : error.message);
    this.code = error.code;
    this.table = error.table;
    this.column = error.column ?? columnOf(error.constraint, error.table);
    this.statement = statement;
  }
}

/** PostgreSQL names a constraint after its table, column and kind: "users_email_key" is about "email". */
function columnOf(constraint = "", table = ""): string | undefined {
  if (!constraint.startsWith(`${table}_`)) return undefined;
  return constraint.slice(table.length + 1, constraint.lastIndexOf("_")) || undefined;
}

/** Whether PostgreSQL ended a transaction because another one needed the same rows: 40001, or a deadlock. */
export function isConflict(error: unknown): boolean {
  return error instanceof DatabaseError && ["40001", "40P01"].includes(error.code ?? "");
}
