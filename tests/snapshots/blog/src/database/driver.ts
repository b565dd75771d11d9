// Driver: what both databases have in common, PGlite and a PostgreSQL server, so that both give and take the same.

/** Something that answers SQL. Values go in as $1, $2 ... and are never glued into the text. */
export interface Queryable {
  query<Row>(text: string, values?: unknown[]): Promise<Row[]>;
  /** Runs several statements at once, as migrations do. Takes no values. */
  script(text: string): Promise<void>;
}

type Transaction = <T>(work: (tx: Queryable) => Promise<T>) => Promise<T>;

export interface Driver extends Queryable {
  transaction: Transaction;
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
  const { severity, table, constraint = "", column } = error as Record<string, string | undefined>;
  // Other errors come from the way to PostgreSQL.
  if (severity === undefined) return error;
  // PostgreSQL names a rule after its table and column: users_email_key.
  const named = constraint.startsWith(`${table}_`) ? constraint.slice(`${table}_`.length, constraint.lastIndexOf("_")) : "";
  return Object.assign(error as Error, { column: column ?? (named || undefined), statement, detail: undefined, query: undefined, params: undefined });
}

export function isDatabaseError(error: unknown): error is DatabaseError {
  return (error as DatabaseError).statement !== undefined;
}
