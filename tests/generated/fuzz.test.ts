// API fuzzing: no input makes a generated app fail or reveal its internals.
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { startRoomyApp, type App } from "../support/app.ts";
import { anyCharacter } from "../support/arbitrary.ts";
import { ask, expectNoInternals, expectProblem, newcomer, send, type Answer } from "../support/http.ts";
import { seededRepoForThisFile } from "../support/install.ts";
import { hasPostgres, newDatabase } from "../support/postgres.ts";
import { projectOf, apisToTest, type RepoName } from "../support/repos.ts";
import { inputFor, keyOf, makeRow, pathOf, type Api, type Row } from "../support/rows.ts";

const all = process.env.TEST_ALL === "1";
const bounds = { numRuns: all ? 3_000 : 400, interruptAfterTimeLimit: all ? 90_000 : 25_000 };

const nasty = fc.oneof(
  fc.constantFrom("", " ", "\u0000", "\ud800", "'", '"', "--", "%", "%00", "../..", "${x}", "{{x}}", "__proto__", "constructor", "NaN", "1e999", "-0", "0x1", "9".repeat(30), "\r\nX: y", "שלום", "🎉", "x".repeat(3_000)),
  fc.constantFrom("a\u0000b", "a\ud800b"),
  fc.string({ unit: anyCharacter, maxLength: 40 }),
  fc.string({ maxLength: 40 }),
);
const anyJson = fc.oneof({ depthSize: "small" }, fc.jsonValue(), nasty, fc.double(), fc.constantFrom(null, true, -1, 2 ** 31, 1e308, [], {}, [[]], { a: { b: [] } }));

const databases = ["inside the app", ...(all && hasPostgres() ? ["on a PostgreSQL server"] : [])];

describe.each(apisToTest.flatMap((name) => databases.map((database) => [name, database] as const)))("The API %s with its database %s", (name: RepoName, database) => {
  const repo = seededRepoForThisFile(name);
  const { resources } = projectOf(name);
  let app: App;
  let api: Api;
  let token: string;

  beforeAll(async () => {
    app = await startRoomyApp(repo, { env: { LOG_LEVEL: "error", ...(database !== "inside the app" && { DATABASE_URL: await newDatabase() }) } });
    api = { url: app.url, resources };
    ({ token } = await newcomer(app));
    return () => app.stop();
  });

  test("answers every random row without a 5xx", async () => {
    const inputs = new Map<string, Row>();
    const rows = new Map<string, string>();
    for (const resource of resources) {
      inputs.set(pathOf(resource), await inputFor(api, resource, token));
      rows.set(pathOf(resource), `${pathOf(resource)}/${String(((await makeRow(api, resource, token)).body as Row).id)}`);
    }
    const change = fc.constantFrom(...resources).chain((resource) =>
      fc.record({
        path: fc.constant(pathOf(resource)),
        row: fc.dictionary(fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...resource.fields.map(keyOf)) }, { weight: 1, arbitrary: nasty }), fc.oneof(nasty, anyJson), { minKeys: 1, maxKeys: 2 }),
      }),
    );
    await fc.assert(
      fc.asyncProperty(change, async ({ path, row }) => {
        expectDecency(await ask(app, `PATCH ${rows.get(path)}`, { token, body: JSON.stringify(row) }));
        expectDecency(await ask(app, `POST ${path}`, { token, body: JSON.stringify({ ...inputs.get(path), ...row }) }));
      }),
      bounds,
    );
  });

  test("answers every random path, query, header and body without a 5xx", async () => {
    const path = fc.oneof(
      fc.constantFrom("/api/auth/login", "/api/auth/register", "/api/auth/me", "/", "/docs", "/ready", "/openapi.json", ...resources.map(pathOf)),
      fc.tuple(fc.constantFrom(...resources.map(pathOf)), nasty).map(([collection, id]) => `${collection}/${encodeURI(id.toWellFormed())}`),
      nasty.map((text) => `/${encodeURI(text.toWellFormed())}`),
    );
    const key = fc.oneof(fc.constantFrom("page", "limit", "sort", "q", "include", "ownerId", "id"), fc.constantFrom(...resources.flatMap(({ fields }) => fields.map(keyOf))), nasty);
    const query = fc.array(fc.tuple(key, nasty), { maxLength: 3 }).map((pairs) => pairs.map((pair) => pair.map((text) => encodeURIComponent(text.toWellFormed())).join("=")).join("&"));
    const body = fc.oneof(anyJson.map((value) => JSON.stringify(value)), nasty);
    const type = fc.constantFrom("application/json", "text/plain", "application/json; charset=utf-16", "application/x-www-form-urlencoded", "");
    const method = fc.constantFrom("GET", "POST", "PATCH", "DELETE", "PUT", "HEAD", "OPTIONS");
    await fc.assert(
      fc.asyncProperty(method, path, query, body, type, fc.boolean(), async (sentMethod, address, search, sent, contentType, signedIn) => {
        const headers = { ...(contentType !== "" && { "Content-Type": contentType }), ...(signedIn && { Authorization: `Bearer ${token}` }) };
        const withoutBody = sentMethod === "GET" || sentMethod === "HEAD";
        expectDecency(await send(app, `${sentMethod} ${address}?${search}`, { headers, body: withoutBody ? "" : sent }), `${address}?${search}`);
      }),
      bounds,
    );
  });

  test("has no errors in its log, and still works", async () => {
    expect(app.output()).not.toMatch(/ERROR/);
    expect((await ask(app, "GET /ready")).status).toBe(200);
  });
});

function expectDecency(answer: Answer, asked = ""): void {
  expect(answer.status, answer.text).toBeLessThan(500);
  if (answer.status >= 400 && answer.text !== "") expectProblem({ ...answer, text: asked === "" ? answer.text : answer.text.replace(/There is nothing at .*?\."/, "") }, answer.status);
  else if (answer.status >= 400) expectNoInternals(answer);
}
