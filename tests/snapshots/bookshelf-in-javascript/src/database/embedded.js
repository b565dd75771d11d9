// Embedded database: PGlite, a complete PostgreSQL inside this process, for development and tests.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { PGlite, messages } from "@electric-sql/pglite";
import { DatabaseError, parsers, settings } from "./driver.js";
import { lockFolder } from "./lock.js";

// A cache of 4 MB instead of 128 MB: the app starts sooner and takes less memory.
const startParams = [...PGlite.defaultStartParams, "-c", "shared_buffers=4MB"];

// Node.js compiles WebAssembly quickly, and then again where it could run faster. For PGlite that second time
// costs a second and 60 MB at every start, which is more than it gains.
setFlagsFromString("--no-wasm-tier-up --no-wasm-dynamic-tiering");

/** Opens the database in a folder. The first time it is created, which takes some seconds. */
export async function openEmbedded(folder) {
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
export async function open(place) {
  const db = await PGlite.create(place, { parsers, startParams });
  await db.exec(settings);
  const transaction = (work) => db.transaction((tx) => work(queryable(tx)));
  return { ...queryable(db), transaction, longTransaction: transaction, close: () => db.close() };
}

function queryable(db) {
  return {
    async query(text, values = []) {
      const { rows } = await attempt(text, Promise.race([db.query(text, values), tooLate()]));
      return rows;
    },
    script: (text) => attempt(text, db.exec(text)),
  };
}

/** There is only one connection, so a transaction and a query inside it would wait for each other forever. */
async function tooLate() {
  await wait(10_000, undefined, { ref: false });
  throw new Error("A query waited for 10 s. Inside a transaction, use its own handle.");
}

function attempt(statement, work) {
  return work.catch((error) => {
    throw error instanceof messages.DatabaseError ? new DatabaseError(error, statement) : error;
  });
}
