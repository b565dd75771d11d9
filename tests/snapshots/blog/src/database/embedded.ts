// Embedded database: PGlite, a complete PostgreSQL inside this process, for development and tests.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { PGlite, messages } from "@electric-sql/pglite";
import type { Driver, Queryable } from "./database.ts";
import { DatabaseError, parsers, settings } from "./driver.ts";
import { lockFolder } from "./lock.ts";

// A cache of 4 MB instead of 128 MB: the app starts sooner and takes less memory.
const startParams = [...PGlite.defaultStartParams, "-c", "shared_buffers=4MB"];

// Node.js compiles WebAssembly quickly, and then again where it could run faster. For PGlite that second time
// costs a second and 60 MB at every start, which is more than it gains.
setFlagsFromString("--no-wasm-tier-up --no-wasm-dynamic-tiering");

/** Opens the database in a folder. The first time it is created, which takes some seconds. */
export async function openEmbedded(folder: string): Promise<Driver> {
  mkdirSync(folder, { recursive: true });
  // Another process needs the token, which the lock writes last. When its statements arrive, `opened`
  // below is set, and they wait until the database is open.
  const unlock = await lockFolder(folder, (text, values) => opened.then((db) => db.query(text, values)));
  console.log(`Opening the database in ${folder} (the first time takes up to 10 seconds) ...`);
  const opened = open(join(folder, "postgres"));
  try {
    const driver = await opened;
    return { ...driver, close: () => driver.close().finally(unlock) };
  } catch (error) {
    unlock();
    // Every major version of PostgreSQL has its own file format, and an update of PGlite may bring the next.
    const problem = `the database in ${folder} cannot be opened (${String(error)})`;
    const advice = "if another @electric-sql/pglite wrote it, use that, or delete the folder to start again";
    throw new Error(`${problem}: ${advice}`, { cause: error });
  }
}

/** Opens a database in a folder, or in memory for tests: `memory://`. */
export async function open(place: string): Promise<Driver> {
  const db = await PGlite.create(place, { parsers, startParams });
  await db.exec(settings);
  const transaction: Driver["transaction"] = (work) => db.transaction((tx) => work(queryable(tx)));
  return { ...queryable(db), transaction, longTransaction: transaction, close: () => db.close() };
}

function queryable(db: Pick<PGlite, "query" | "exec">): Queryable {
  return {
    async query<Row>(text: string, values: unknown[] = []) {
      const { rows } = await attempt(text, Promise.race([db.query<Row>(text, values), tooLate()]));
      return rows;
    },
    script: (text) => attempt(text, db.exec(text)),
  };
}

/** There is only one connection, so a transaction and a query inside it would wait for each other forever. */
async function tooLate(): Promise<never> {
  await wait(10_000, undefined, { ref: false });
  throw new Error("A query waited for 10 s. Inside a transaction, use its own handle.");
}

function attempt<T>(statement: string, work: Promise<T>): Promise<T> {
  return work.catch((error: unknown) => {
    throw error instanceof messages.DatabaseError ? new DatabaseError(error, statement) : error;
  });
}
