// What the API promises about every request, whatever it is for.
import { describe, expect, test } from "vitest";
import { database, use, type Driver } from "../src/database/database.ts";
import { DatabaseUnavailable } from "../src/database/problems.ts";
import { call, startApp } from "./support/api.ts";
import { newcomer } from "./support/users.ts";

const register = "POST /api/auth/register";

describe("Requests that cannot be read", () => {
  test.each([
    [400, "malformed JSON", { body: "{" }],
    [413, "a body over 100 kB", { body: { name: "x".repeat(110_000) } }],
    [415, "something that is not JSON", { body: "name=Ann", headers: { "Content-Type": "application/x-www-form-urlencoded" } }],
    [422, "no body at all", {}],
  ])("get a %i for %s", async (status, _, options) => {
    const answer = await call(register, options);
    expect(answer).toMatchObject({ status, body: { status, type: "about:blank" } });
    expect(answer.headers.get("content-type")).toMatch("application/problem+json");
  });

  test("get a 404 for an unknown path and a 405 for a wrong method", async () => {
    expect((await call("GET /api/nothing")).status).toBe(404);
    const answer = await call("DELETE /api/auth/login");
    expect(answer.status).toBe(405);
    expect(answer.headers.get("allow")).toBe("POST");
  });

  test("get a 429 when there are too many", async () => {
    const callLimited = await startApp({ RATE_LIMIT: 1 });
    expect((await callLimited("GET /api/auth/me")).status).toBe(401);
    expect((await callLimited("GET /api/auth/me")).status).toBe(429);
  });
});

describe("Other sites", () => {
  test("may read answers only where CORS_ORIGINS names them", async () => {
    const callFrom = await startApp({ CORS_ORIGINS: ["https://friend.example"] });
    const allowed = async (Origin: string) => (await callFrom("GET /api/auth/me", { headers: { Origin } })).headers.get("access-control-allow-origin");
    expect(await allowed("https://friend.example")).toBe("https://friend.example");
    expect(await allowed("https://stranger.example")).toBeNull();
  });

  test("cannot frame our pages or run scripts in them", async () => {
    const policy = (await call("GET /")).headers.get("content-security-policy");
    expect(policy).toMatch("frame-ancestors 'none'");
    expect(policy).not.toMatch("unsafe-inline");
  });
});

describe("The documentation", () => {
  test("knows every route that the app has", async () => {
    const { body } = await call<{ paths: Record<string, Record<string, unknown>> }>("GET /openapi.json");
    for (const [path, operations] of Object.entries(body.paths)) {
      const methods = Object.keys(operations).map((method) => method.toUpperCase());
      const allowed = (await call(`PUT ${path.replace("{id}", "1")}`)).headers.get("allow")?.replace("HEAD, ", "").replace(", HEAD", "").split(", ");
      expect(allowed?.sort()).toEqual(methods.sort());
    }
  });
});

describe("When the database is away", () => {
  // Stands in for a server that does not answer, and gives the real one back at the end.
  async function without(error: Error, work: () => Promise<void>): Promise<void> {
    const real = (globalThis as { testDatabase?: Driver }).testDatabase!;
    use({ ...real, query: () => Promise.reject(error) });
    await work().finally(() => use(real));
    expect(await database.query("select 1 as one")).toEqual([{ one: 1 }]);
  }

  test("/health stays 200, and everything else says 503", async () => {
    const token = await newcomer();
    await without(new DatabaseUnavailable("gone"), async () => {
      expect((await call("GET /health")).status).toBe(200);
      expect((await call("GET /ready")).status).toBe(503);
      expect((await call("GET /api/auth/me", { token })).headers.get("retry-after")).toBe("5");
    });
  });

  test("a mistake of ours is a 500 that gives nothing away", async () => {
    await without(new Error("secret detail"), async () => {
      const answer = await call("GET /ready");
      expect(answer.status).toBe(500);
      expect(JSON.stringify(answer.body)).not.toMatch(/secret|stack|src/);
    });
  });
});
