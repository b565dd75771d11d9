// The driver for a PostgreSQL server: a pool of connections, with a time limit on everything.
import pg from "pg";
import { logger } from "../logger.ts";
import { parameters, parsers, type Driver, type Queryable } from "./driver.ts";
import { DatabaseUnavailable, isConflict, isUnavailable } from "./problems.ts";

const { builtins } = pg.types;
pg.types.setTypeParser(builtins.INT8, parsers.number);
pg.types.setTypeParser(builtins.NUMERIC, parsers.number);
pg.types.setTypeParser(builtins.DATE, parsers.text);
pg.types.setTypeParser(builtins.TIMESTAMPTZ, parsers.instant);

export function openPostgres(url: string): Driver {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 10_000,
    query_timeout: 15_000,
    idle_in_transaction_session_timeout: 10_000,
  });
  // The server may close a connection at any time, also between two queries. Without a listener that ends the app.
  const lost = (error: Error) => logger.warn(`A database connection was lost: ${error.message}`);
  pool.on("error", lost);
  pool.on("connect", (client) => client.on("error", lost));
  return {
    ...queryable(pool),
    close: () => pool.end(),
    transaction: (work) => secondTry(() => transaction(pool, work)),
  };
}

async function transaction<T>(pool: pg.Pool, work: (tx: Queryable) => Promise<T>): Promise<T> {
  const client = await reach(() => pool.connect());
  const tx = queryable(client);
  try {
    await tx.query("begin");
    const result = await work(tx);
    await tx.query("commit");
    client.release();
    return result;
  } catch (error) {
    // Throwing the connection away rolls back, also when it is too broken to be told so.
    client.release(true);
    throw error;
  }
}

/** Of two transactions that wait for each other, PostgreSQL ends one. The second time, the other one is out of the way. */
async function secondTry<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isConflict(error)) throw error;
    return work();
  }
}

function queryable(client: pg.Pool | pg.PoolClient): Queryable {
  return {
    async query<Row>(text: string, values: unknown[] = []) {
      const result = await reach(() => client.query(text, parameters(values)));
      return result.rows as Row[];
    },
    async script(text) {
      await reach(() => client.query(text));
    },
  };
}

/** Tells "the database is away" from "the query is wrong". */
async function reach<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    throw isUnavailable(error) ? new DatabaseUnavailable(error) : error;
  }
}
