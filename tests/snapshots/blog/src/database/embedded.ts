// Embedded: the driver for development and tests. PGlite is a whole PostgreSQL inside this process, with nothing to install.
import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { PGlite, types } from "@electric-sql/pglite";
import { parameters, parsers, settings, withStatement, type Driver, type Queryable } from "./driver.ts";
import { lockFolder } from "./lock.ts";

const options = {
  parsers: {
    [types.INT8]: parsers.number,
    [types.NUMERIC]: parsers.number,
    [types.DATE]: parsers.text,
    [types.TIMESTAMPTZ]: parsers.instant,
  },
  // A cache of 16 MB instead of 128 MB: the app starts half a second sooner.
  startParams: [...PGlite.defaultStartParams, "-c", "shared_buffers=16MB"],
};

/** Opens the database in a folder; the first time it is made, which takes some seconds. */
export async function openEmbedded(folder: string): Promise<Driver> {
  mkdirSync(folder, { recursive: true });
  const unlock = await lockFolder(folder);
  console.log(`Opening the database in ${folder} (the first time takes up to 10 seconds) ...`);
  try {
    const driver = await open(join(folder, "postgres"));
    return { ...driver, close: () => driver.close().finally(unlock) };
  } catch (error) {
    unlock();
    throw new Error(cannotOpen(folder, error), { cause: error });
  }
}

/** A database in memory, for tests. */
export function openInMemory(): Promise<Driver> {
  return open("memory://");
}

async function open(place: string): Promise<Driver> {
  const db = await PGlite.create(place, options);
  await db.exec(settings);
  const transaction: Driver["transaction"] = (work) => db.transaction((tx) => work(queryable(tx)));
  return { ...queryable(db), transaction, longTransaction: transaction, close: () => db.close() };
}

/** Each major version of PostgreSQL stores its files in another way, and an update of PGlite may bring the next one. */
function cannotOpen(folder: string, error: unknown): string {
  const file = join(folder, "postgres/PG_VERSION");
  const version = existsSync(file) ? readFileSync(file, "utf8").trim() : "of an unknown version";
  const advice = `install the version of @electric-sql/pglite from before its update to keep the rows, or delete ${folder} to begin again with the examples`;
  return `the database in ${folder} was written by PostgreSQL ${version} and cannot be opened (${String(error)}): ${advice}`;
}

function queryable(db: Pick<PGlite, "query" | "exec">): Queryable {
  return {
    async query<Row>(text: string, values: unknown[] = []) {
      const { rows } = await attempt(text, inTime(db.query<Row>(text, parameters(values))));
      return rows;
    },
    async script(text) {
      await attempt(text, db.exec(text));
    },
  };
}

function attempt<T>(text: string, work: Promise<T>): Promise<T> {
  return work.catch((error: unknown) => {
    throw withStatement(error, text);
  });
}

/** There is one connection only: a query that waits for a transaction which waits for that query would never end. */
async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("A query waited for 10 s. Inside a transaction, use its own handle.")), 10_000);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
