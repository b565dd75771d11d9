// Auth tests: register, log in and log out.
import { describe, expect, test } from "vitest";
import { database } from "../src/database/database.ts";
import { startApp } from "./support/api.ts";
import { Browser, newcomer, password, type Fields } from "./support/browser.ts";
import { unique } from "./support/unique.ts";

const person = () => ({ name: "New", email: `New${unique()}@Example.com`, password });

async function logIn(email: string, word = password, next = "/"): Promise<Browser> {
  const browser = new Browser();
  await browser.send("/login", { email, password: word, next });
  return browser;
}

async function isIn(browser: Browser): Promise<boolean> {
  return (await browser.visit("/account")).status === 200;
}

describe("Registering", () => {
  test("creates an account, logs in and shows a notice once", async () => {
    const browser = new Browser();
    const { email, ...rest } = person();
    expect(await browser.send("/register", { email, ...rest })).toMatchObject({ status: 303, to: "/" });
    const { html } = await browser.visit("/account");
    for (const shown of ["Welcome!", email.toLowerCase()]) expect(html).toContain(shown);
    expect((await browser.visit("/account")).html).not.toContain("Welcome!");
  });

  test.each([
    ["password", "short", "At least 8 characters."],
    ["password", "password123", "This password is too common."],
    ["email", "nobody", "Enter an email address."],
    ["name", "", "Required."],
    ["name", "x".repeat(101), "At most 100 characters."],
    ["name", "bell \u0007", "Contains control characters."],
    ["isAdmin", "true", "Some values are invalid."],
  ])("shows the form again if %s is %j: %s", async (field, value, message) => {
    const { status, html } = await new Browser().send("/register", { ...person(), name: "Kept Name", [field]: value });
    expect([status, html.includes(message)]).toEqual([422, true]);
    if (field !== "name") expect(html).toContain("Kept Name");
    expect(html).not.toContain(password);
  });

  test("refuses an address that is already in use", async () => {
    const taken = person();
    await new Browser().send("/register", taken);
    const { status, html } = await new Browser().send("/register", { ...taken, name: "Again" });
    expect([status, html.includes("already taken")]).toEqual([409, true]);
  });
});

describe("Logging in", () => {
  test("sets a cookie that no script and no other site can use", async () => {
    const { email } = await newcomer();
    const { headers } = await new Browser().send("/login", { email: email.toUpperCase(), password });
    expect(headers.getSetCookie().find((cookie) => cookie.startsWith("session="))).toMatch(/; HttpOnly; SameSite=Lax$/);
    expect(headers.get("cache-control")).toBe("no-store");
    expect(await isIn(await logIn(email))).toBe(true);
  });

  test("always starts a new session, whatever cookie the browser had", async () => {
    const browser = await newcomer();
    const before = new Map(browser.cookies);
    await browser.send("/login", { email: browser.email, password });
    expect(browser.cookies.get("session")).not.toBe(before.get("session"));
    const old = new Browser();
    old.cookies.set("session", before.get("session")!);
    expect(await isIn(old)).toBe(false);
  });

  test("gives the same answer for a wrong password and for an unknown address", async () => {
    const { email } = await newcomer();
    const wrong = await new Browser().send("/login", { email, password: "wrong" });
    const unknown = await new Browser().send("/login", { email: "nobody@example.com", password });
    expect([wrong.status, unknown.status]).toEqual([401, 401]);
    expect(wrong.html.replace(email, "")).toBe(unknown.html.replace("nobody@example.com", ""));
  });

  test("redirects to the requested page, but never to another site", async () => {
    const { email } = await newcomer();
    const goes = async (next: string) => (await new Browser().send("/login", { email, password, next })).to;
    expect((await new Browser().visit("/write?a=1")).to).toBe("/login?next=%2Fwrite%3Fa%3D1");
    expect(await goes("/write?a=1")).toBe("/write?a=1");
    const others = ["https://evil.example", "//evil.example", "/\\evil.example", "/\t/evil.example"];
    for (const elsewhere of [...others, "javascript:alert(1)"]) {
      expect(await goes(elsewhere)).toBe("/");
    }
  });
});

describe("Too many attempts", () => {
  const people = Array.from({ length: 11 }, (_, at) => `person${at}@example.com`);

  /**
   * An app that allows one wrong password for an account from one address, and ten from or for all. `post`
   * sends from the same address each time, which no other test uses.
   */
  async function limitedApp() {
    const app = await startApp({ LOGIN_LIMIT: 1, TRUST_PROXY: 1 });
    const home = `2001:db8:${unique()}::1`;
    const post = (path: string, fields: Fields, from = home) =>
      new Browser(app).send(path, fields, { "Sec-Fetch-Site": "same-origin", "X-Forwarded-For": from });
    const enter = async (email: string, word = password, from?: string) =>
      (await post("/login", { email, password: word }, from)).status;
    return { app, post, enter };
  }

  test("wrong passwords get a 429 that says how long to wait", async () => {
    const { post, enter } = await limitedApp();
    const [{ email }, other] = [await newcomer(), await newcomer()];
    expect([await enter(email, "wrong"), await enter(email), await enter(email)]).toEqual([401, 429, 429]);
    expect([await enter(other.email), await enter(email, password, "10.9.0.1")]).toEqual([303, 303]);
    expect(Number((await post("/login", { email, password })).headers.get("retry-after"))).toBeGreaterThan(0);
  });

  test("limit one address that tries many accounts, and many addresses that try one", async () => {
    const { enter } = await limitedApp();
    const { email } = await newcomer();
    const expected = [...Array<number>(10).fill(401), 429];
    expect(await inOrder(people, (person) => enter(person, "wrong"))).toEqual(expected);
    expect(await inOrder(people, (_, at) => enter(email, "wrong", `10.9.1.${at}`))).toEqual(expected);
  });

  test("do not count right passwords and invalid forms", async () => {
    const { post, enter } = await limitedApp();
    const { email } = await newcomer();
    expect(new Set(await Promise.all(people.map(() => enter(email))))).toEqual(new Set([303]));
    const incomplete = async () => (await post("/register", { email })).status;
    expect(new Set(await inOrder(people, incomplete))).toEqual(new Set([422]));
    expect(await enter(email)).toBe(303);
  });

  test("limit registrations and password changes", async () => {
    const { app, post, enter } = await limitedApp();
    const add = async () => (await post("/register", person())).status;
    expect(await inOrder(people, add)).toEqual([...Array<number>(10).fill(303), 429]);
    const browser = new Browser(app);
    const { email, cookies } = await newcomer();
    expect(await enter(email)).toBe(303);
    browser.cookies.set("session", cookies.get("session") ?? "");
    const change = async (currentPassword: string) =>
      (await browser.send("/account/password", { currentPassword, newPassword: password })).status;
    expect([await change(password), await change("wrong"), await change(password)]).toEqual([303, 403, 429]);
  });

  async function inOrder<T>(values: T[], ask: (value: T, at: number) => Promise<number>): Promise<number[]> {
    const statuses: number[] = [];
    for (const [at, value] of values.entries()) statuses.push(await ask(value, at));
    return statuses;
  }
});

describe("Sessions", () => {
  test("end when the user logs out, also in the database", async () => {
    const browser = await newcomer();
    const kept = new Browser();
    kept.cookies.set("session", browser.cookies.get("session")!);
    expect((await browser.visit("/")).headers.get("cache-control")).toBe("no-store");
    expect(await browser.send("/logout")).toMatchObject({ status: 303, to: "/" });
    expect([await isIn(browser), await isIn(kept)]).toEqual([false, false]);
  });

  test("expire, and the database stores only their hashes", async () => {
    const browser = await newcomer();
    expect(await database.query("select hash from sessions where hash = $1", [browser.cookies.get("session")])).toEqual([]);
    await database.query("update sessions set expires_at = now()");
    expect(await isIn(browser)).toBe(false);
  });
});

describe("Changing the password", () => {
  const next = "an even longer password";
  const change = (browser: Browser, currentPassword: string, newPassword = next) =>
    browser.send("/account/password", { currentPassword, newPassword });

  test("requires the current one, and ends every other session", async () => {
    const here = await newcomer();
    const elsewhere = await logIn(here.email);
    expect((await change(here, "wrong")).status).toBe(403);
    expect((await change(here, password, "short")).status).toBe(422);
    expect((await change(here, password)).status).toBe(303);
    expect([await isIn(here), await isIn(elsewhere)]).toEqual([true, false]);
    expect([await isIn(await logIn(here.email)), await isIn(await logIn(here.email, next))]).toEqual([false, true]);
  });

  test("requires a login", async () => {
    expect((await change(new Browser(), password)).status).toBe(401);
  });
});
