// What registering, logging in and logging out promise.
import { describe, expect, test } from "vitest";
import { database } from "../src/database/database.ts";
import { startApp } from "./support/api.ts";
import { Browser, newcomer, password } from "./support/browser.ts";
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
  test("makes an account, logs in and says so once", async () => {
    const browser = new Browser();
    const { email, ...rest } = person();
    expect(await browser.send("/register", { email, ...rest })).toMatchObject({ status: 303, to: "/" });
    expect((await browser.visit("/account")).html).toContain(email.toLowerCase());
    expect((await new Browser().visit("/register")).status).toBe(200);
  });

  test.each([
    ["password", "short"],
    ["password", "password123"],
    ["email", "nobody"],
    ["name", ""],
    ["name", "bell \u0007"],
    ["isAdmin", "true"],
  ])("shows the form again when %s is %j", async (field, value) => {
    const { status, html } = await new Browser().send("/register", { ...person(), name: "Kept Name", [field]: value });
    expect(status).toBe(422);
    if (field !== "name") expect(html).toContain("Kept Name");
    expect(html).not.toContain(password);
  });

  test("refuses an address that is taken", async () => {
    const taken = person();
    await new Browser().send("/register", taken);
    const { status, html } = await new Browser().send("/register", { ...taken, name: "Again" });
    expect([status, html.includes("already taken")]).toEqual([409, true]);
  });
});

describe("Logging in", () => {
  test("shows who is there, in a cookie that no script and no other site can use", async () => {
    const { email } = await newcomer();
    const { headers } = await new Browser().send("/login", { email: email.toUpperCase(), password });
    expect(headers.getSetCookie().find((cookie) => cookie.startsWith("session="))).toMatch(/; HttpOnly; SameSite=Lax$/);
    expect(await isIn(await logIn(email))).toBe(true);
  });

  test("always begins a new session, whatever the browser had before", async () => {
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

  test("goes on to where one wanted to be, but never to another site", async () => {
    const { email } = await newcomer();
    const goes = async (next: string) => (await new Browser().send("/login", { email, password, next })).to;
    expect((await new Browser().visit("/write?a=1")).to).toBe("/login?next=%2Fwrite%3Fa%3D1");
    expect(await goes("/write?a=1")).toBe("/write?a=1");
    for (const elsewhere of ["https://evil.example", "//evil.example", "/\\evil.example", "/\t/evil.example", "javascript:alert(1)"]) {
      expect(await goes(elsewhere)).toBe("/");
    }
  });

  test("stops who guesses, and says for how long", async () => {
    const browser = new Browser(await startApp({ LOGIN_LIMIT: 2 }));
    const guess = () => browser.send("/login", { email: "nobody@example.com", password });
    expect([(await guess()).status, (await guess()).status]).toEqual([401, 401]);
    const { status, headers } = await guess();
    expect(status).toBe(429);
    expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
  });
});

describe("Sessions", () => {
  test("end at log-out, in the database too", async () => {
    const browser = await newcomer();
    const kept = new Browser();
    kept.cookies.set("session", browser.cookies.get("session")!);
    expect(await browser.send("/logout")).toMatchObject({ status: 303, to: "/" });
    expect([await isIn(browser), await isIn(kept)]).toEqual([false, false]);
  });

  test("end by themselves, and the database knows only their hashes", async () => {
    const browser = await newcomer();
    expect(await database.query("select hash from sessions where hash = $1", [browser.cookies.get("session")])).toEqual([]);
    await database.query("update sessions set expires_at = now()");
    expect(await isIn(browser)).toBe(false);
  });
});

describe("Changing the password", () => {
  const next = "an even longer password";
  const change = (browser: Browser, currentPassword: string, newPassword = next) => browser.send("/account/password", { currentPassword, newPassword });

  test("needs the current one, and ends every other session", async () => {
    const here = await newcomer();
    const elsewhere = await logIn(here.email);
    expect((await change(here, "wrong")).status).toBe(403);
    expect((await change(here, password, "short")).status).toBe(422);
    expect((await change(here, password)).status).toBe(303);
    expect([await isIn(here), await isIn(elsewhere)]).toEqual([true, false]);
    expect([await isIn(await logIn(here.email)), await isIn(await logIn(here.email, next))]).toEqual([false, true]);
  });

  test("is for who is logged in", async () => {
    expect((await change(new Browser(), password)).status).toBe(401);
  });
});
