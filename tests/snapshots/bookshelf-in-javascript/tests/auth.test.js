// What registering, logging in and logging out promise.
import { describe, expect, test } from "vitest";
import { database } from "../src/database/database.js";
import { call, startApp } from "./support/api.js";
import { unique } from "./support/unique.js";
import { logIn, newcomer, password, register } from "./support/users.js";

describe("POST /api/auth/register", () => {
  test("makes an account and never shows its password", async () => {
    const email = `New${unique()}@Example.com`;
    const answer = await call(`POST /api/auth/register`, { body: { name: "New", email, password } });
    expect(answer).toMatchObject({ status: 201, body: { name: "New", email: email.toLowerCase() } });
    expect(Object.keys(answer.body).sort()).toEqual(["createdAt", "email", "id", "name"]);
  });

  test("refuses an address that is taken", async () => {
    const { email } = await register();
    const answer = await call("POST /api/auth/register", { body: { name: "Again", email, password } });
    expect(answer).toMatchObject({ status: 409, body: { errors: [{ field: "email" }] } });
  });

  test.each([
    ["password", "short"],
    ["password", "password123"],
    ["email", "nobody"],
    ["isAdmin", true],
  ])("refuses the %s %j", async (field, value) => {
    const body = { name: "New", email: `new${unique()}@example.com`, password, [field]: value };
    const answer = await call("POST /api/auth/register", { body });
    expect(answer).toMatchObject({ status: 422, body: { errors: [{ field }] } });
  });
});

describe("POST /api/auth/login", () => {
  test("gives a token that says who is asking", async () => {
    const { id, email } = await register();
    const token = await logIn(email.toUpperCase());
    expect(await call("GET /api/auth/me", { token })).toMatchObject({ status: 200, body: { id, email } });
  });

  test("gives the same answer for a wrong password and for an unknown address", async () => {
    const { email } = await register();
    const wrong = await call("POST /api/auth/login", { body: { email, password: "wrong" } });
    const unknown = await call("POST /api/auth/login", { body: { email: "nobody@example.com", password } });
    expect(wrong.status).toBe(401);
    expect(unknown.body).toEqual(wrong.body);
  });

  test("stops who guesses, and says for how long", async () => {
    const callLimited = await startApp({ LOGIN_LIMIT: 2 });
    const guess = () => callLimited("POST /api/auth/login", { body: { email: "nobody@example.com", password } });
    expect([(await guess()).status, (await guess()).status]).toEqual([401, 401]);
    const stopped = await guess();
    expect(stopped.status).toBe(429);
    expect(Number(stopped.headers.get("retry-after"))).toBeGreaterThan(0);
  });
});

describe("Tokens", () => {
  test("end at log-out", async () => {
    const token = await newcomer();
    expect((await call("POST /api/auth/logout", { token })).status).toBe(204);
    expect((await call("GET /api/auth/me", { token })).status).toBe(401);
  });

  test("end by themselves, and the database knows only their hashes", async () => {
    const token = await newcomer();
    expect(await database.query("select hash from sessions where hash = $1", [token])).toEqual([]);
    await database.query("update sessions set expires_at = now()");
    expect((await call("GET /api/auth/me", { token })).status).toBe(401);
  });

  test.each([undefined, "wrong", ""])("are needed: %j is not one", async (token) => {
    const answer = await call("GET /api/auth/me", { token });
    expect(answer.status).toBe(401);
    expect(answer.headers.get("www-authenticate")).toBe("Bearer");
  });
});

describe("POST /api/auth/password", () => {
  test("needs the current password, and ends every other session", async () => {
    const { email } = await register();
    const [here, elsewhere] = [await logIn(email), await logIn(email)];
    const newPassword = "an even longer password";
    const change = (currentPassword, token) => call("POST /api/auth/password", { token, body: { currentPassword, newPassword } });
    expect((await change(password)).status).toBe(401);
    expect((await change("wrong", here)).status).toBe(403);
    expect((await change(password, here)).status).toBe(204);
    expect((await call("GET /api/auth/me", { token: here })).status).toBe(200);
    expect((await call("GET /api/auth/me", { token: elsewhere })).status).toBe(401);
    expect(await logIn(email, newPassword)).toBeTypeOf("string");
  });
});
