// Driver: what both databases have in common, PGlite and a PostgreSQL server, so that both give and take the same.

/** Something that answers SQL. Values go in as $1, $2 ... and are never glued into the text. */
export interface Queryable {
  query<Row>(text: string, values?: unknown[]): Promise<Row[]>;
  /** Runs several statements at once, as migrations do. Takes no values. */
  script(text: string): Promise<void>;
}

type Transaction = <T>(work: (tx: Queryable) => Promise<T>) => Promise<T>;

export interface Driver extends Queryable {
  /**
   * All or nothing. Inside, use only the handle that `work` is given: `database` itself would wait for ever.
   * After a deadlock with another transaction `work` runs a second time, so it should change nothing but the database.
   */
  transaction: Transaction;
  /** A transaction without the time limits that requests have. Migrations may take minutes, or wait for another copy of the app. */
  longTransaction: Transaction;
  close(): Promise<void>;
}

/** Sent first on every connection: a server may have other settings, and then answers would look different. */
export const settings = "set timezone = 'UTC'; set datestyle = 'ISO, MDY'; set intervalstyle = 'postgres'; set search_path = public";

/** Objects are stored as JSON; undefined is SQL's null. */
export function parameters(values: unknown[]): unknown[] {
  return values.map((value) => (typeof value === "object" && value !== null ? JSON.stringify(value) : (value ?? null)));
}

/** PostgreSQL sends text. These turn it into what JSON says, the same on both drivers. */
export const parsers = {
  number: Number,
  text: (text: string) => text,
  instant: (text: string) => (Number.isNaN(Date.parse(text)) ? text : new Date(text).toISOString()),
};

/** An error of PostgreSQL, with the statement in which it happened. https://www.postgresql.org/docs/current/protocol-error-fields.html */
export interface DatabaseError extends Error {
  code: string;
  table?: string;
  column?: string;
  statement: string;
}

/** Shows the log which statement failed, and leaves out its values: some are secret. */
export function withStatement(error: unknown, statement: string): unknown {
  if (!(error instanceof Error && "severity" in error)) return error;
  const { table, constraint = "", column } = error as { table?: string; constraint?: string; column?: string };
  // PostgreSQL names a rule after its table and column: users_email_key, books_author_id_fkey.
  const named = constraint.startsWith(`${table}_`) ? constraint.slice(`${table}_`.length, constraint.lastIndexOf("_")) : "";
  return Object.assign(error, { column: column ?? (named || undefined), statement, detail: undefined, query: undefined, params: undefined });
}

export function isDatabaseError(error: unknown): error is DatabaseError {
  return error instanceof Error && "statement" in error;
}
