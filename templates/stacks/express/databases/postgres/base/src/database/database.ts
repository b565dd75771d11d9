// The database, in two verbs: query and transaction. Everything else in the app uses these and knows no driver.
import { config } from "../config.ts";

/** Something that answers SQL. Values go in as $1, $2 ... and are never glued into the text. */
export interface Queryable {
  query<Row>(text: string, values?: unknown[]): Promise<Row[]>;
  /** Runs several statements at once, as migrations do. Takes no values. */
  script(text: string): Promise<void>;
}

export interface Driver extends Queryable {
  /** All or nothing. Inside, use only the handle that `work` is given: `database` itself would wait for ever. */
  transaction<T>(work: (tx: Queryable) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

let driver: Driver | undefined;

export const database: Driver = {
  query: (text, values) => connected().query(text, values),
  script: (text) => connected().script(text),
  transaction: (work) => connected().transaction(work),
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
