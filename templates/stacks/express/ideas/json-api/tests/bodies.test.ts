// Body tests: what the API guarantees for every request body.
import { expect, test } from "vitest";
import { call } from "./support/api.ts";

test.each([
  [400, "malformed JSON", { body: "{" }],
  [413, "a body over 100 kB", { body: { name: "x".repeat(110_000) } }],
  [415, "a body that is not JSON", {
    body: "name=Ann", headers: { "Content-Type": "application/x-www-form-urlencoded" },
  }],
  [422, "no body at all", {}],
])("A request gets a %i for %s", async (status, _, options) => {
  expect(await call("POST /api/auth/register", options)).toMatchObject({ status, body: { status } });
});

test("A request with a wrong method gets a 405", async () => {
  const { status, headers } = await call("DELETE /api/auth/login");
  expect([status, headers.get("allow")]).toEqual([405, "POST"]);
});
