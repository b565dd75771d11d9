// The database, in two verbs: query and transaction. Everything else in the app uses these and knows no driver.
import { config } from "../config.ts";
import type { Driver } from "./driver.ts";

export type { Driver, Queryable } from "./driver.ts";

let driver: Driver | undefined;

export const database: Driver = {
  query: (text, values) => connected().query(text, values),
  script: (text) => connected().script(text),
  // All or nothing. Inside, use only the handle that `work` is given: `database` itself would wait for ever.
  // After a deadlock with another transaction `work` runs a second time, so it should change nothing but the database.
  transaction: (work) => connected().transaction(work),
  // Without the time limits that requests have: migrations may take minutes, or wait for another copy of the app.
  longTransaction: (work) => connected().longTransaction(work),
  close: () => connected().close(),
};

/** With DATABASE_URL: that PostgreSQL server. Without: PostgreSQL inside this process, its data in the folder .data. */
export async function connect(): Promise<void> {
  if (config.DATABASE_URL !== undefined) {
    const { openPostgres } = await import("./postgres.ts");
    use(openPostgres(config.DATABASE_URL));
  } else {
    const { openEmbedded } = await import("./embedded.ts");
    use(await openEmbedded(".data"));
  }
}

/** Tests bring a database of their own. */
export function use(opened: Driver): void {
  driver = opened;
}

function connected(): Driver {
  if (driver === undefined) throw new Error("Call connect() before the first query.");
  return driver;
}
