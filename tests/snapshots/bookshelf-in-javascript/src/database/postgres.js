// Postgres: the driver for a PostgreSQL server, a connection pool with a time limit on every query.
import pg from "pg";
import { logger } from "../logger.js";
import { DatabaseError, DatabaseUnavailable, isConflict, parsers, settings } from "./driver.js";

for (const [type, parse] of Object.entries(parsers)) pg.types.setTypeParser(Number(type), parse);

const limits = "set statement_timeout = '10s'; set idle_in_transaction_session_timeout = '10s'";
// `local`: until the end of the transaction.
const noLimits = `set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0;
  set local lock_timeout = 0`;

export function openPostgres(url) {
  // The limit on our side is for connections that failed silently.
  const pool = openPool({ connectionString: url, max: 10, query_timeout: 15_000 });
  // It connects when it is first used, for migrations, and closes that connection 10 s later.
  const patientPool = openPool({ connectionString: url, max: 1 });
  return {
    ...queryable(pool),
    transaction: (work) => transaction(pool, "begin", work).catch((error) => {
      if (!isConflict(error)) throw error;
      // The second time, the conflicting transaction has ended.
      return transaction(pool, "begin", work);
    }),
    longTransaction: (work) => transaction(patientPool, `begin; ${settings}; ${noLimits}`, work),
    close: () => Promise.all([pool.end(), patientPool.end()]),
  };
}

function openPool(options) {
  // As SQL, because poolers such as PgBouncer refuse settings in the first message of a connection.
  const onConnect = (client) => client.query(`${settings}; ${limits}`);
  const pool = new pg.Pool({ ...options, connectionTimeoutMillis: 5_000, keepAlive: true, onConnect });
  // The server can close a connection between two queries. Without a listener that would end the app.
  const lost = (error) => logger.warn(`A database connection was lost: ${error.message}`);
  pool.on("error", lost);
  pool.on("connect", (client) => client.on("error", lost));
  return pool;
}

async function transaction(pool, begin, work) {
  const client = await attempt("connect", pool.connect());
  const tx = queryable(client);
  try {
    await tx.script(begin);
    const result = await work(tx);
    await tx.query("commit");
    client.release();
    return result;
  } catch (error) {
    // Closing the connection rolls back, even if it is too broken to send a command.
    client.release(true);
    throw error;
  }
}

function queryable(client) {
  return {
    async query(text, values) {
      const { rows } = await attempt(text, client.query(text, values));
      return rows;
    },
    script: (text) => attempt(text, client.query(text)),
  };
}

// Classes of error codes: connection, login, database name, resources, intervention, time limit.
const away = /^(08|28|3D|53|57|25P03)/;

/**
 * Tells "the database is away" from "the query is wrong": errors of the connection are not PostgreSQL's own.
 */
function attempt(statement, work) {
  return work.catch((error) => {
    const isWrong = error instanceof pg.DatabaseError && !away.test(error.code ?? "");
    throw isWrong ? new DatabaseError(error, statement) : new DatabaseUnavailable(error);
  });
}
