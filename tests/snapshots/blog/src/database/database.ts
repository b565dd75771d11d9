// Database: the connection that the rest of the app uses, independent of the driver.
import { join } from "node:path";
import { config } from "../config.ts";

/** Runs SQL: the database, or a transaction. */
export interface Queryable {
  query<Row>(text: string, values?: unknown[]): Promise<Row[]>;
  script(text: string): Promise<unknown>;
}

type Transaction = <T>(work: (tx: Queryable) => Promise<T>) => Promise<T>;

/** A connected database: PGlite, or a PostgreSQL server. */
export interface Driver extends Queryable {
  transaction: Transaction;
  longTransaction: Transaction;
  close(): Promise<unknown>;
}

/**
 * The database that the app is connected to.
 *
 * `query` runs one statement. Its values are sent apart from its text, in which $1, $2 ... stand for them, so
 * no value can become SQL. `script` runs several statements without values, for migrations.
 *
 * `transaction` does its work completely or not at all. Use only the handle that the work is given:
 * `database` itself would wait forever. After a deadlock the work runs a second time, so it should change
 * nothing but the database. `longTransaction` has no time limits, because migrations can take minutes or wait
 * for another instance of the app.
 */
export let database: Driver;

/** The data of the embedded database: in the project, wherever the app is started. */
export const dataFolder = join(import.meta.dirname, "../../.data");

/**
 * Connects to the server at DATABASE_URL, or opens PostgreSQL inside this process, with its data in .data.
 */
export async function connect(): Promise<void> {
  if (config.DATABASE_URL !== undefined) {
    const { openPostgres } = await import("./postgres.ts");
    database = openPostgres(config.DATABASE_URL);
  } else {
    const { openEmbedded } = await import("./embedded.ts");
    database = await openEmbedded(dataFolder);
  }
}

/** For tests, which open their own database. */
export function use(opened: Driver): void {
  database = opened;
}
