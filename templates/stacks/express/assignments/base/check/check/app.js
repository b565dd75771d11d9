// App: your app on a free port of this machine, with a new and empty database.
import { randomBytes } from "node:crypto";
import { createServer } from "node:http";
import process from "node:process";
import { URL, URLSearchParams } from "node:url";
import { testCopies } from "./student-tests.js";

const server = process.env.TEST_DATABASE_URL ?? "";

// Set before the app reads its settings: your .env changes none of these.
Object.assign(process.env, {
  NODE_ENV: "development", // An error of yours is in the answer.
  LOG_LEVEL: "silent",
  DATABASE_URL: "",
  PASSWORD_COST: "16",
  RATE_LIMIT: "1000000",
  LOGIN_LIMIT: "1000000",
});

const { createApp } = await import("../src/app.ts");
const { use } = await import("../src/database/database.ts");
const { migrate } = await import("../src/database/migrate.ts");

/**
 * Starts the app.
 * @returns `http` and `sql` to ask it and its database, `statements` to count, and `stop`
 */
export async function start() {
  const { driver, remove } = server === "" ? await openInMemory() : await openOnServer();
  const count = { statements: 0 };
  use(counting(driver, count));
  await migrate();
  const app = createServer(createApp());
  await new Promise((resolve) => app.listen(0, "127.0.0.1", resolve));
  const { port } = app.address();
  return {
    http: (route, options) => ask(port, route, options),
    sql: (text, values) => driver.query(text, values),
    /** The number of statements that the app sends to the database while it does some work. */
    statements: async (work) => {
      const before = count.statements;
      await work();
      return count.statements - before;
    },
    /** The copies of your code, with changes, on which a test file fails: see student-tests.js. */
    testCopies,
    stop: async () => {
      app.closeAllConnections();
      await new Promise((resolve) => app.close(resolve));
      await driver.close();
      await remove();
    },
  };
}

/** The driver, which counts what the app asks of it. */
function counting(driver, count) {
  const counted = (handle) => ({
    query: (...args) => {
      count.statements += 1;
      return handle.query(...args);
    },
    script: (...args) => handle.script(...args),
  });
  const transaction = (name) => (work) => driver[name]((tx) => work(counted(tx)));
  return {
    ...driver,
    ...counted(driver),
    transaction: transaction("transaction"),
    longTransaction: transaction("longTransaction"),
  };
}

async function openInMemory() {
  const { open } = await import("../src/database/embedded.ts");
  return { driver: await open("memory://"), remove: () => {} };
}

/** A database of its own on the server, so that several checks can run at once. */
async function openOnServer() {
  const { openPostgres } = await import("../src/database/postgres.ts");
  const admin = openPostgres(server);
  const name = `check_${randomBytes(8).toString("hex")}`;
  await admin.query(`create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const remove = async () => {
    await admin.query(`drop database ${name} with (force)`);
    await admin.close();
  };
  return { driver: openPostgres(url.href), remove };
}

/**
 * Sends a request and follows no redirect.
 * @param route "GET /posts" and the like
 * @param options `session` logs in, `form` and `json` are bodies, `headers` are added; a 500 throws its reason, and a
 *   refused login too if the app knows none, unless `mayFail` is set
 */
async function ask(port, route, { session, form, json, headers = {}, mayFail = false } = {}) {
  const [method, path] = route.split(" ");
  const all = { ...headers };
  if (session !== undefined)
    Object.assign(all, { cookie: `session=${session}`, authorization: `Bearer ${session}` });
  if (json !== undefined) all["content-type"] = "application/json";
  if (form !== undefined) all["sec-fetch-site"] = "same-origin";
  const body = json === undefined ? form && new URLSearchParams(form) : JSON.stringify(json);
  const response = await globalThis.fetch(`http://127.0.0.1:${port}${path}`, {
    method,
    headers: all,
    body,
    redirect: "manual",
    signal: globalThis.AbortSignal.timeout(10_000),
  }).catch((error) => {
    if (error.name !== "TimeoutError") throw error;
    const advice = "end the response, and inside a transaction use only its handle";
    throw new Error(`${route} was not answered in 10 seconds: ${advice}.`);
  });
  const text = await response.text();
  if (response.status === 500 && !mayFail)
    throw new Error(`${route} was answered with 500. ${reasonIn(text)}`);
  const isJson = /json/.test(response.headers.get("content-type") ?? "") && text !== "";
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: isJson ? JSON.parse(text) : undefined,
  };
}

/** The reason in an answer of the app, which is a page or JSON: both escape the names in an error of SQL. */
function reasonIn(text) {
  const [reason] = /Reason: (?:[^<"\\]|\\.)*/.exec(text) ?? [text.slice(0, 300)];
  return reason.replaceAll(/\\"|&#34;/g, '"').replaceAll("&#39;", "'");
}
