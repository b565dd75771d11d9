// The driver for development and tests: PGlite, a whole PostgreSQL inside this process. Nothing to install.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { PGlite, types } from "@electric-sql/pglite";
import { parameters, parsers, type Driver, type Queryable } from "./driver.ts";
import { lockFolder } from "./lock.ts";

const options = {
  parsers: {
    [types.INT8]: parsers.number,
    [types.NUMERIC]: parsers.number,
    [types.DATE]: parsers.text,
    [types.TIMESTAMPTZ]: parsers.instant,
  },
};

/** Opens the database in a folder; the first time it is made, which takes some seconds. */
export async function openEmbedded(folder: string): Promise<Driver> {
  mkdirSync(folder, { recursive: true });
  const unlock = await lockFolder(folder);
  console.log(`Opening the database in ${folder} (the first time takes up to 10 seconds) ...`);
  const driver = embedded(await PGlite.create(join(folder, "postgres"), options));
  return { ...driver, close: () => driver.close().finally(unlock) };
}

/** A database in memory, for tests; with a dump it begins where that one ended. */
export async function openInMemory(dump?: Blob): Promise<Driver & { dump(): Promise<Blob> }> {
  const db = await PGlite.create({ ...options, loadDataDir: dump });
  return { ...embedded(db), dump: () => db.dumpDataDir("none") };
}

function embedded(db: PGlite): Driver {
  return {
    ...queryable(db),
    transaction: (work) => db.transaction((tx) => work(queryable(tx))),
    close: () => db.close(),
  };
}

function queryable(db: Pick<PGlite, "query" | "exec">): Queryable {
  return {
    async query<Row>(text: string, values: unknown[] = []) {
      const { rows } = await inTime(db.query<Row>(text, parameters(values)));
      return rows;
    },
    async script(text) {
      await db.exec(text);
    },
  };
}

/** There is one connection only: a query that waits for a transaction which waits for that query would never end. */
async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("A query waited for 10 s. Inside a transaction, use its own handle.")), 10_000);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}
