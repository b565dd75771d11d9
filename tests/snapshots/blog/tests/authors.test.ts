// Author tests: who can write posts, and who can register.
import { describe, expect, test } from "vitest";
import { findUserByEmail, insertAccount, setRole } from "../src/auth/users.queries.ts";
import { demo, seed } from "../src/database/seed.ts";
import { startApp } from "./support/api.ts";
import { Browser, newAuthor, newcomer, password } from "./support/browser.ts";
import { emptyDatabase } from "./support/database.ts";
import { aPost, comment, write } from "./support/posts.ts";
import { unique } from "./support/unique.ts";

const roleOf = async (email: string) => (await findUserByEmail(email))?.role;
const person = () => ({ name: "New", email: `new${unique()}@example.com`, password });

describe("The first account", () => {
  test("is the author, and the examples do not count", async () => {
    await emptyDatabase();
    await seed();
    const [first, second] = [person(), person()];
    for (const each of [first, second]) await new Browser().send("/register", each);
    expect([await roleOf(first.email), await roleOf(second.email)]).toEqual(["author", "member"]);
    await setRole(first.email, "member");
    expect((await insertAccount(person(), demo.email)).role).toBe("member");
  });

  test("is one author, even if many register at once", async () => {
    // The second time, all connections to a server are open, and the ten really start together.
    for (const time of ["first", "second"]) {
      await emptyDatabase();
      const all = await Promise.all(Array.from({ length: 10 }, () => insertAccount(person(), demo.email)));
      const authors = all.filter(({ role }) => role === "author");
      expect([time, authors.length]).toEqual([time, 1]);
    }
  });

  test("gets its role from nothing that a form sends", async () => {
    const sent = person();
    expect((await new Browser().send("/register", { ...sent, role: "author" })).status).toBe(422);
    expect(await roleOf(sent.email)).toBeUndefined();
    const member = await newcomer();
    const passwords = { currentPassword: password, newPassword: password };
    await member.send("/account/password", { ...passwords, role: "author" });
    expect(await roleOf(member.email)).toBe("member");
  });
});

describe("Only authors", () => {
  test("see the pages for writing, and links to them", async () => {
    const [author, member] = [await newAuthor(), await newcomer()];
    const post = await write(author);
    for (const page of ["/write", "/your-posts", `${post}/edit`]) {
      const { status, html } = await member.visit(page);
      expect([page, status, html.includes("</html>")]).toEqual([page, 403, true]);
    }
    const linksTo = async (browser: Browser) => (await browser.visit("/")).html.match(/\/write"|\/your-posts"/g);
    expect([await linksTo(author), await linksTo(member)]).toEqual([['/write"', '/your-posts"'], null]);
  });

  test("write, and stop if the role is taken away", async () => {
    const author = await newAuthor();
    const post = await write(author);
    const said = await comment(await newcomer(), post);
    await setRole(author.email, "member");
    for (const form of ["/write", `${post}/edit`, `${post}/delete`, `${said}/hide`]) {
      expect([form, (await author.send(form, aPost())).status]).toEqual([form, 403]);
    }
    expect((await author.visit(post)).html).not.toMatch(/\/edit"|\/hide"/);
    expect((await author.send(`${post}/comments`, { body: "As a reader" })).status).toBe(303);
  });
});

test("REGISTRATION=closed refuses new accounts, and hides the links to the form", async () => {
  const app = await startApp({ REGISTRATION: "closed" });
  const browser = new Browser(app);
  const sent = await browser.send("/register", person());
  for (const { status, html } of [await browser.visit("/register"), sent]) {
    expect([status, html.includes("Registration is closed")]).toEqual([403, true]);
  }
  for (const page of ["/", "/login"]) expect((await browser.visit(page)).html).not.toContain("/register");
  const { email } = await newcomer();
  expect((await browser.send("/login", { email, password })).status).toBe(303);
});
