// The database, in two verbs: query and transaction. Everything else in the app uses these and knows no driver.
import { config } from "../config.ts";
import type { Driver } from "./driver.ts";

export type { Driver, Queryable } from "./driver.ts";

/**
 * The database that the app is connected to.
 *
 * `transaction` does its work as a whole or not at all. Inside, use only the handle that the work is given: `database`
 * itself would wait for ever. After a deadlock the work runs a second time, so it should change nothing but the database.
 * `longTransaction` is without the time limits of requests: migrations may take minutes, or wait for another copy of the app.
 */
export let database: Driver;

/** With DATABASE_URL: that PostgreSQL server. Without: PostgreSQL inside this process, its data in the folder .data. */
export async function connect(): Promise<void> {
  if (config.DATABASE_URL !== undefined) {
    const { openPostgres } = await import("./postgres.ts");
    database = openPostgres(config.DATABASE_URL);
  } else {
    const { openEmbedded } = await import("./embedded.ts");
    database = await openEmbedded(".data");
  }
}

/** Tests bring a database of their own. */
export function use(opened: Driver): void {
  database = opened;
}
