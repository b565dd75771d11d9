// App: a student's app in its sandbox, with a new and empty database on the grading server.
import { cpSync, rmSync } from "node:fs";
import { join } from "node:path";
import { URL, URLSearchParams } from "node:url";
import { createDatabase } from "./database.js";
import { withoutTypes } from "./javascript.js";
import { job, startSandboxed } from "./sandboxed.js";
import { testCopies } from "./student-tests.js";

/** A file that Node.js reads before the app; assignments.json names it in `start`. */
const preload = "short-lived.js";

/**
 * Starts the app.
 * @returns `http` and `sql` to ask it and its database, `statements` to count, `testCopies` for tests of its own, and `stop`
 */
export async function start() {
  const original = await withoutTypes(job.app);
  rmSync(join(job.app, preload), { recursive: true, force: true }); // A submission can hold a folder of that name.
  cpSync(new URL(preload, import.meta.url), join(job.app, preload));
  const database = await createDatabase(job);
  const environment = {
    ...job.environment,
    NODE_ENV: "development", // An error of the student's is in the answer.
    LOG_LEVEL: "silent",
    DATABASE_URL: database.url,
    PASSWORD_COST: "16",
    RATE_LIMIT: "1000000",
    LOGIN_LIMIT: "1000000",
    HOST: "127.0.0.1",
    PORT: String(job.port),
  };
  const { ask, stop } = await startSandboxed({ environment, watch: database.watch }).catch(async (error) => {
    await database.drop();
    throw error;
  });
  return {
    http: (route, options) => http(ask, route, options),
    sql: database.sql,
    statements: database.statements,
    testCopies: (test, changes) => testCopies(original, test, changes),
    stop: async () => {
      await stop();
      await database.drop();
    },
  };
}

/**
 * Sends a request and follows no redirect.
 * @param route "GET /posts" and the like
 * @param options `session` logs in, `form` and `json` are bodies, `headers` are added; a 500 throws its reason, and a
 *   refused login too if the app knows none, unless `mayFail` is set
 */
async function http(ask, route, { session, form, json, headers = {}, mayFail = false } = {}) {
  const [method, path] = route.split(" ");
  const all = { accept: "*/*", ...headers };
  if (session !== undefined)
    Object.assign(all, { cookie: `session=${session}`, authorization: `Bearer ${session}` });
  if (json !== undefined) all["content-type"] = "application/json";
  if (form !== undefined)
    Object.assign(all, {
      "content-type": "application/x-www-form-urlencoded",
      "sec-fetch-site": "same-origin",
    });
  const body = json === undefined ? form && new URLSearchParams(form).toString() : JSON.stringify(json);
  const { status, headers: got, text } = await ask({ method, path, headers: all, body });
  if (status === 500 && !mayFail)
    throw new Error(`${route} was answered with 500. ${reasonIn(text)}`);
  const isJson = /json/.test(got.get("content-type") ?? "") && text !== "";
  return { status, headers: got, text, body: isJson ? JSON.parse(text) : undefined };
}

/** The reason in an answer of the app, which is a page or JSON: both escape the names in an error of SQL. */
function reasonIn(text) {
  const [reason] = /Reason: (?:[^<"\\]|\\.)*/.exec(text) ?? [text.slice(0, 300)];
  return reason.replaceAll(/\\"|&#34;/g, '"').replaceAll("&#39;", "'");
}
