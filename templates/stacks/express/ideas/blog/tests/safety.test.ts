// What nobody can do to the blog's readers and authors, whatever they type or whichever site they send a form from.
import { describe, expect, test } from "vitest";
import { database, use } from "../src/database/database.ts";
import { DatabaseUnavailable } from "../src/database/problems.ts";
import { Browser, newcomer, type Fields } from "./support/browser.ts";
import { aPost, comment, write } from "./support/posts.ts";

const attack = `"><script>alert(1)</script>`;

describe("What people type stays text", () => {
  test("in titles, names, comments and the search box", async () => {
    const author = await newcomer(attack);
    const post = await write(author, { title: attack, body: "Words" });
    await comment(author, post, attack);
    for (const page of [post, "/", "/your-posts", "/account", `${post}/edit`, `/search?q=${encodeURIComponent(attack)}`, "/feed.xml"]) {
      const { status, html } = await author.visit(page);
      expect([page, status]).toEqual([page, 200]);
      expect(html).toContain("&lt;script&gt;");
      expect(html).not.toContain("<script");
    }
  });

  test("in Markdown: HTML is shown, and links lead to web addresses only", async () => {
    const body = `${attack} [a](javascript:alert(1)) [b](data:text/html,x) <img src=x onerror=alert(1)> [good](https://example.com)`;
    const { html } = await new Browser().visit(await write(await newcomer(), { body }));
    expect(html).toContain('<a href="https://example.com">good</a>');
    expect(html).not.toMatch(/<script|<img|href="(javascript|data):/);
  });
});

describe("Forms of other sites", () => {
  const from: Fields[] = [{ "Sec-Fetch-Site": "cross-site" }, { "Sec-Fetch-Site": "same-site" }, { Origin: "https://evil.example" }, { Origin: "null" }];

  test.each(from)("change nothing: %j", async (headers) => {
    const author = await newcomer();
    const post = await write(author);
    const forms = ["/write", `${post}/edit`, `${post}/delete`, `${post}/comments`, "/comments/1/hide", "/login", "/register", "/logout", "/account/password"];
    for (const form of forms) expect([form, (await author.send(form, aPost(), headers)).status]).toEqual([form, 403]);
    expect([(await author.visit(post)).status, (await author.visit("/account")).status]).toEqual([200, 200]);
  });

  test("are told from our own by the address that browsers send", async () => {
    const author = await newcomer();
    const own = await author.send("/write", aPost(), {});
    const Origin = new URL((await author.visit("/feed.xml")).html.match(/<link>(.+?)<\/link>/)![1]!).origin;
    expect([own.status, (await author.send("/write", aPost(), { Origin })).status]).toEqual([303, 303]);
  });
});

describe("Errors are pages", () => {
  test("for what is not there, cannot be, or is asked in a wrong way", async () => {
    const browser = new Browser();
    const pages = [await browser.visit("/nothing"), await browser.visit("/posts/nothing"), await browser.visit("/logout"), await browser.send("/")];
    expect(pages.map(({ status }) => status)).toEqual([404, 404, 405, 405]);
    for (const { html } of pages) expect(html).toContain("</html>");
  });

  test("also when the form is too large, or the database is away", async () => {
    const browser = await newcomer();
    expect((await browser.send("/write", aPost({ body: "x".repeat(600_000) }))).status).toBe(413);
    const real = globalThis.testDatabase;
    use({ ...real, query: () => Promise.reject(new DatabaseUnavailable("gone")) });
    const { status, html } = await browser.visit("/").finally(() => use(real));
    expect(status).toBe(503);
    expect(html).toMatch(/<\/html>/);
    expect(await database.query("select 1 as one")).toEqual([{ one: 1 }]);
  });
});
