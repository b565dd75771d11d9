// HTTP tests: what the app guarantees for every request, whatever its route.
import { describe, expect, test } from "vitest";
import { createApp } from "../src/app.js";
import { database, use } from "../src/database/database.js";
import { DatabaseUnavailable } from "../src/database/driver.js";
import { call, startApp } from "./support/api.js";
import { routesOf } from "./support/routes.js";

const nowhere = "GET /api/nothing";

describe("Requests", () => {
  test("to an unknown path get a 404 in the common error format", async () => {
    const answer = await call(nowhere);
    expect(answer).toMatchObject({ status: 404, body: { status: 404, type: "about:blank" } });
    expect(answer.headers.get("content-type")).toMatch("application/problem+json");
  });

  test("get a 429 if there are too many", async () => {
    const callLimited = await startApp({ RATE_LIMIT: 1 });
    expect([(await callLimited(nowhere)).status, (await callLimited(nowhere)).status]).toEqual([404, 429]);
  });
});

describe("Other sites", () => {
  test("can read responses only if CORS_ORIGINS names them", async () => {
    const callFrom = await startApp({ CORS_ORIGINS: ["https://friend.example"] });
    const allowed = async (Origin) => {
      const { headers } = await callFrom(nowhere, { headers: { Origin } });
      return headers.get("access-control-allow-origin");
    };
    expect(await allowed("https://friend.example")).toBe("https://friend.example");
    expect(await allowed("https://other.example")).toBeNull();
  });

  test("cannot frame our pages or run scripts in them", async () => {
    const { headers } = await call("GET /");
    expect(headers.get("content-security-policy")).toMatch(/^(?!.*unsafe-inline).*frame-ancestors 'none'/);
  });
});

describe("The documentation", () => {
  test("describes every route of the app, and no other", async () => {
    const { body } = await call("GET /openapi.json");
    const described = Object.entries(body.paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
    );
    const isDescribed = (route) => !/ \/(docs|openapi\.json)$/.test(route);
    const routes = routesOf(createApp()).filter(isDescribed);
    expect(routes.sort()).toEqual(described.sort());
  });
});

describe("Without a database", () => {
  // Replaces the database by one that does not answer, and restores the real one.
  async function without(error, work) {
    const real = database;
    use({ ...real, query: () => Promise.reject(error) });
    await work().finally(() => use(real));
    expect(await database.query("select 1 as one")).toEqual([{ one: 1 }]);
  }

  test("/health returns 200, and routes that need the database return 503", async () => {
    await without(new DatabaseUnavailable("gone"), async () => {
      expect((await call("GET /health")).status).toBe(200);
      const { status, headers } = await call("GET /ready");
      expect([status, headers.get("retry-after")]).toEqual([503, "5"]);
    });
  });

  test("an unexpected error is a 500 that reveals nothing", async () => {
    await without(new Error("secret detail"), async () => {
      const { status, body } = await call("GET /ready");
      expect(status).toBe(500);
      expect(JSON.stringify(body)).not.toMatch(/secret|stack|src/);
    });
  });
});
