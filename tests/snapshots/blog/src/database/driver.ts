// Driver: what both databases have in common, PGlite and a PostgreSQL server, so that both give and take the same.
import type pg from "pg";

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
export const settings = `set timezone = 'UTC'; set datestyle = 'ISO, MDY'; set intervalstyle = 'postgres';
  set search_path = public`;

/** PostgreSQL sends text. By the number of its type, these turn it into what JSON says. */
export const parsers = {
  20: Number, // bigint
  1700: Number, // numeric
  1082: String, // date
  1184: (time: string) => (isNaN(Date.parse(time)) ? time : new Date(time).toISOString()), // timestamptz
};

/**
 * An error of PostgreSQL: what went wrong, where, and in which statement. It leaves out all values: some are secret.
 * https://www.postgresql.org/docs/current/protocol-error-fields.html
 */
export class DatabaseError extends Error {
  readonly code: string | undefined;
  readonly table: string | undefined;
  readonly column: string | undefined;
  readonly statement: string;

  constructor({ message, code, table, column, constraint = "" }: pg.DatabaseError, statement: string) {
    super(message);
    this.code = code;
    this.table = table;
    this.statement = statement;
    // For a broken rule PostgreSQL tells no column, but names the rule after table and column: users_email_key.
    const rule = constraint.startsWith(`${table}_`) ? constraint.slice(`${table}_`.length) : "";
    this.column = column ?? (rule.split("_").slice(0, -1).join("_") || undefined);
  }
}
