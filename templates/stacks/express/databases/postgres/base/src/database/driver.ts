// What a driver is, and how values travel, so that both drivers give and take the same.

/** Something that answers SQL. Values go in as $1, $2 ... and are never glued into the text. */
export interface Queryable {
  query<Row>(text: string, values?: unknown[]): Promise<Row[]>;
  /** Runs several statements at once, as migrations do. Takes no values. */
  script(text: string): Promise<void>;
}

export interface Driver extends Queryable {
  /**
   * All or nothing. Inside, use only the handle that `work` is given: `database` itself would wait for ever.
   * After a deadlock with another transaction `work` runs a second time, so it should change nothing but the database.
   */
  transaction<T>(work: (tx: Queryable) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

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
