// Auth tests: register, log in and log out.
import { describe, expect, test } from "vitest";
import { database } from "../src/database/database.ts";
import { call, startApp, type ProblemBody } from "./support/api.ts";
import { unique } from "./support/unique.ts";
import { logIn, newcomer, password, register } from "./support/users.ts";

describe("POST /api/auth/register", () => {
  test("creates an account and never shows its password", async () => {
    const email = `New${unique()}@Example.com`;
    const answer = await call(`POST /api/auth/register`, { body: { name: "New", email, password } });
    expect(answer).toMatchObject({ status: 201, body: { name: "New", email: email.toLowerCase() } });
    // expect(Object.keys(answer.body as object).sort()).toEqual(["createdAt", "email", "id", "name"{{! }}
    // {{~#if roles}}, "role"{{/if}}]);
    // {{#specimen}}
    expect(Object.keys(answer.body as object).sort()).toEqual(["createdAt", "email", "id", "name", "role"]);
    // {{/specimen}}
  });

  test("refuses an address that is already in use", async () => {
    const { email } = await register();
    const answer = await call("POST /api/auth/register", { body: { name: "Again", email, password } });
    expect(answer).toMatchObject({ status: 409, body: { errors: [{ field: "email" }] } });
  });

  test.each([
    ["password", "short", "At least 8 characters."],
    ["password", "password123", "This password is too common."],
    ["email", "nobody", "Enter an email address."],
    ["isAdmin", true, "There is no such field."],
    // {{#if roles}}
    ["role", "admin", "There is no such field."],
    // {{/if}}
  ])("refuses the %s %j: %s", async (field, value, message) => {
    const body = { name: "New", email: `new${unique()}@example.com`, password, [field]: value };
    const answer = await call<ProblemBody>("POST /api/auth/register", { body });
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ field, message }] } });
  });
});

test("REGISTRATION=closed refuses new accounts, and logging in still works", async () => {
  const callClosed = await startApp({ REGISTRATION: "closed" });
  const { email } = await register();
  const body = { name: "New", email: `new${unique()}@example.com`, password };
  expect((await callClosed("POST /api/auth/register", { body })).status).toBe(403);
  expect((await callClosed("POST /api/auth/login", { body: { email, password } })).status).toBe(200);
  expect((await callClosed("POST /api/auth/login", { body: { email: body.email, password } })).status).toBe(401);
});

describe("POST /api/auth/login", () => {
  test("returns a token that identifies the user", async () => {
    const { id, email } = await register();
    const token = await logIn(email.toUpperCase());
    const answer = await call("GET /api/auth/me", { token });
    expect(answer).toMatchObject({ status: 200, body: { id, email } });
    expect(answer.headers.get("cache-control")).toBe("no-store");
  });

  test("gives the same answer for a wrong password and for an unknown address", async () => {
    const { email } = await register();
    const wrong = await call("POST /api/auth/login", { body: { email, password: "wrong" } });
    const unknown = await call("POST /api/auth/login", { body: { email: "nobody@example.com", password } });
    expect(wrong.status).toBe(401);
    expect(unknown.body).toEqual(wrong.body);
  });
});

describe("Too many attempts", () => {
  const people = Array.from({ length: 11 }, (_, at) => `person${at}@example.com`);

  /**
   * An app that allows one wrong password for an account from one address, and ten from or for all. `post`
   * sends from the same address each time, which no other test uses.
   */
  async function limitedApp() {
    const ask = await startApp({ LOGIN_LIMIT: 1, TRUST_PROXY: 1 });
    const home = `2001:db8:${unique()}::1`;
    const post = (path: string, body: object, from = home, token?: string) =>
      ask(`POST /api/auth/${path}`, { body, token, headers: { "X-Forwarded-For": from } });
    const logIn = async (email: string, word = password, from?: string) =>
      (await post("login", { email, password: word }, from)).status;
    return { post, logIn };
  }

  test("wrong passwords get a 429 that says how long to wait", async () => {
    const { post, logIn } = await limitedApp();
    const { email } = await register();
    const other = await register();
    expect([await logIn(email, "wrong"), await logIn(email), await logIn(email)]).toEqual([401, 429, 429]);
    expect([await logIn(other.email), await logIn(email, password, "10.9.0.1")]).toEqual([200, 200]);
    const stopped = await post("login", { email, password });
    expect(Number(stopped.headers.get("retry-after"))).toBeGreaterThan(0);
  });

  test("limit one address that tries many accounts, and many addresses that try one", async () => {
    const { logIn } = await limitedApp();
    const { email } = await register();
    const expected = [...Array<number>(10).fill(401), 429];
    expect(await inOrder(people, (person) => logIn(person, "wrong"))).toEqual(expected);
    expect(await inOrder(people, (_, at) => logIn(email, "wrong", `10.9.1.${at}`))).toEqual(expected);
  });

  test("do not count right passwords and invalid requests", async () => {
    const { post, logIn } = await limitedApp();
    const { email } = await register();
    expect(new Set(await Promise.all(people.map(() => logIn(email))))).toEqual(new Set([200]));
    expect(new Set(await inOrder(people, () => logIn("nobody")))).toEqual(new Set([422]));
    const incomplete = async () => (await post("register", { email })).status;
    expect(new Set(await inOrder(people, incomplete))).toEqual(new Set([422]));
    expect(await logIn(email)).toBe(200);
  });

  test("limit registrations and password changes", async () => {
    const { post, logIn } = await limitedApp();
    const add = async (email: string) =>
      (await post("register", { name: "New", email: `${unique()}${email}`, password })).status;
    expect(await inOrder(people, add)).toEqual([...Array<number>(10).fill(201), 429]);
    const { email } = await register();
    expect(await logIn(email)).toBe(200);
    const token = await newcomer();
    const change = async (currentPassword: string) =>
      (await post("password", { currentPassword, newPassword: password }, undefined, token)).status;
    expect([await change(password), await change("wrong"), await change(password)]).toEqual([204, 403, 429]);
  });

  async function inOrder<T>(values: T[], ask: (value: T, at: number) => Promise<number>): Promise<number[]> {
    const statuses: number[] = [];
    for (const [at, value] of values.entries()) statuses.push(await ask(value, at));
    return statuses;
  }
});

describe("Tokens", () => {
  test("end when the user logs out", async () => {
    const token = await newcomer();
    expect((await call("POST /api/auth/logout", { token })).status).toBe(204);
    expect((await call("GET /api/auth/me", { token })).status).toBe(401);
  });

  test("expire, and the database stores only their hashes", async () => {
    const token = await newcomer();
    expect(await database.query("select hash from sessions where hash = $1", [token])).toEqual([]);
    await database.query("update sessions set expires_at = now()");
    expect((await call("GET /api/auth/me", { token })).status).toBe(401);
  });

  test.each([undefined, "wrong", ""])("are required: %j is not one", async (token) => {
    const answer = await call("GET /api/auth/me", { token });
    expect(answer.status).toBe(401);
    expect(answer.headers.get("www-authenticate")).toBe("Bearer");
  });
});

describe("POST /api/auth/password", () => {
  test("requires the current password, and ends every other session", async () => {
    const { email } = await register();
    const [here, elsewhere] = [await logIn(email), await logIn(email)];
    const newPassword = "an even longer password";
    const change = (currentPassword: string, token?: string) =>
      call("POST /api/auth/password", { token, body: { currentPassword, newPassword } });
    expect((await change(password)).status).toBe(401);
    expect((await change("wrong", here)).status).toBe(403);
    expect((await change(password, here)).status).toBe(204);
    expect((await call("GET /api/auth/me", { token: here })).status).toBe(200);
    expect((await call("GET /api/auth/me", { token: elsewhere })).status).toBe(401);
    expect(await logIn(email, newPassword)).toBeTypeOf("string");
  });
});
