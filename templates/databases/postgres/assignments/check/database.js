// Database: a new and empty database for your app, on the server at TEST_DATABASE_URL.
import { randomBytes } from "node:crypto";
import process from "node:process";
import { URL } from "node:url";
import pg from "pg";
import { countingPort } from "./statements.js";
import "./values.js";

const server = process.env.TEST_DATABASE_URL ?? "";

/**
 * Creates a database.
 * @returns `url` for the app, `sql` and `statements` for the checks, and `drop`
 */
export async function openDatabase() {
  if (server === "")
    throw new Error("The checks need a PostgreSQL server: put its address into the variable TEST_DATABASE_URL.");
  const name = `check_${randomBytes(8).toString("hex")}`;
  const own = new URL(server);
  own.pathname = `/${name}`;
  const admin = await connected(server);
  await admin.query(`create database ${name}`);
  const checks = await connected(own.href);
  const way = await countingPort(admin);
  const login = [admin.user, admin.password ?? ""].map(encodeURIComponent).join(":");
  return {
    url: `postgres://${login}@127.0.0.1:${way.port}/${name}`,
    sql: async (text, values) => (await checks.query(text, values)).rows,
    /** The number of statements that the app sends to the database while it does some work. */
    statements: async (work) => {
      const before = way.statements();
      await work();
      return way.statements() - before;
    },
    drop: async () => {
      way.close();
      await checks.end();
      await admin.query(`drop database ${name} with (force)`);
      await admin.end();
    },
  };
}

async function connected(connectionString) {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 10_000 });
  client.on("error", () => undefined); // A connection that is lost fails its next query.
  await client.connect().catch((error) => {
    const reason = (error.message || error.code).replace(/\.$/, "");
    throw new Error(`The server at TEST_DATABASE_URL cannot be used: ${reason}.`);
  });
  return client;
}
