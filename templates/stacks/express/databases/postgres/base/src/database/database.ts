// The database, in two verbs: query and transaction. Everything else in the app uses these and knows no driver.
import { config } from "../config.ts";
import type { Driver } from "./driver.ts";

export type { Driver, Queryable } from "./driver.ts";

let driver: Driver | undefined;

export const database: Driver = {
  query: (text, values) => connected().query(text, values),
  script: (text) => connected().script(text),
  transaction: (work) => connected().transaction(work),
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
