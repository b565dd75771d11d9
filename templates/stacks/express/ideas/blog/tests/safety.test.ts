// Safety tests: attacks by visitors and other sites on readers and authors.
import { describe, expect, test } from "vitest";
import { database, use } from "../src/database/database.ts";
import { DatabaseUnavailable } from "../src/database/driver.ts";
import { Browser, newAuthor, type Fields } from "./support/browser.ts";
import { aPost, comment, write } from "./support/posts.ts";

const attack = `"><script>alert(1)</script>`;

describe("What people type stays text", () => {
  test("in titles, names, comments and the search box", async () => {
    const author = await newAuthor(attack);
    const post = await write(author, { title: attack, body: "Words" });
    await comment(author, post, attack);
    const search = `/search?q=${encodeURIComponent(attack)}`;
    for (const page of [post, "/", "/your-posts", "/account", `${post}/edit`, search, "/feed.xml"]) {
      const { status, html } = await author.visit(page);
      expect([page, status]).toEqual([page, 200]);
      expect(html).toContain("&lt;script&gt;");
      expect(html).not.toContain("<script");
    }
  });

  test("in Markdown: HTML is shown, and links lead to web addresses only", async () => {
    const schemes = ["javascript:alert(1)", "data:text/html,x", "data:image/png;base64,x", "ftp://example.com"];
    const links = [...schemes, "tel:1", "app:open"].map((address) => `[a](${address}) <${address}>`);
    const body = `${attack} <img src=x onerror=alert(1)> ${links.join(" ")}`;
    const good = "[good](https://example.com) <a@example.com>";
    const post = await write(await newAuthor(), { body: `${body} ${good}` });
    const { html } = await new Browser().visit(post);
    expect(html).toContain('<a href="https://example.com">good</a> <a href="mailto:a@example.com">');
    expect(html).not.toMatch(/<script|<img|href="(javascript|data|ftp|tel|app):/);
  });

  test("in Markdown: images use https, load lazily, and send no referrer", async () => {
    const body = "![a <b>](https://example.com/a.png) ![plain](http://example.com/b.png) ![data](data:image/png;base64,x)";
    const { html, headers } = await new Browser().visit(await write(await newAuthor(), { body }));
    const image = '<img src="https://example.com/a.png" alt="a &lt;b&gt;" loading="lazy" referrerpolicy="no-referrer">';
    expect(html).toContain(`${image} plain `);
    expect(html.match(/<img/g)).toHaveLength(1);
    expect(headers.get("content-security-policy")).toContain("img-src 'self' data: https:;");
  });
});

describe("A short text cannot produce a huge page", () => {
  const rows = `${"|".repeat(101)}\n${"|-".repeat(100)}|\n${"|\n".repeat(20_000)}`;
  const bodies = [rows, `${">".repeat(20)}\n\n`.repeat(2_000), `[a]: b "${"&".repeat(2_000)}"\n\n${"[a]".repeat(10_000)}`];

  test.each(bodies.map((body) => [body.slice(0, 8), body]))("%j ... is refused", async (_, body) => {
    const { status, html } = await (await newAuthor()).send("/write", aPost({ body: body.slice(0, 50_000) }));
    expect(status).toBe(422);
    expect(html).toContain("more than 200 kB");
  });

  test.each(["~/", "a_", "<!--"])("and is indexed quickly, even if it is full of %s", async (signs) => {
    const body = signs.repeat(50_000).slice(0, 50_000);
    expect((await (await newAuthor()).send("/write", aPost({ body }))).status).toBe(303);
    // Takes 0.1 s; without the limit on runs of characters, PostgreSQL needs half a minute.
  }, 10_000);

  test("and the feed contains an excerpt of a long one", async () => {
    const author = await newAuthor();
    const path = await write(author, { body: `The <b>beginning.\n\n${"Words. ".repeat(7_000)}` });
    const { html } = await author.visit("/feed.xml");
    expect(html).toContain("<description>The &amp;lt;b&amp;gt;beginning.</description>");
    expect(html.length).toBeLessThan(50_000);
    expect((await author.visit(path)).html.length).toBeGreaterThan(49_000);
  });
});

describe("Forms on other sites", () => {
  const sites = ["cross-site", "same-site"].map((site) => ({ "Sec-Fetch-Site": site }));
  const origins = ["https://evil.example", "null"].map((Origin) => ({ Origin }));

  test.each<Fields>([...sites, ...origins])("change nothing: %j", async (headers) => {
    const author = await newAuthor();
    const post = await write(author);
    const ofPosts = ["/write", `${post}/edit`, `${post}/delete`, `${post}/comments`, "/comments/1/hide"];
    const forms = [...ofPosts, "/login", "/register", "/logout", "/account/password"];
    for (const form of forms) expect([form, (await author.send(form, aPost(), headers)).status]).toEqual([form, 403]);
    expect([(await author.visit(post)).status, (await author.visit("/account")).status]).toEqual([200, 200]);
  });

  test("are detected by the origin that browsers send", async () => {
    const author = await newAuthor();
    const own = await author.send("/write", aPost(), {});
    const Origin = new URL((await author.visit("/feed.xml")).html.match(/<link>(.+?)<\/link>/)![1]!).origin;
    expect([own.status, (await author.send("/write", aPost(), { Origin })).status]).toEqual([303, 303]);
  });
});

describe("Errors are pages", () => {
  test("for unknown pages, invalid input and wrong methods", async () => {
    const browser = new Browser();
    const pages = [await browser.send("/"), await browser.send("/comments/1/nothing")];
    for (const path of ["/logout", "/nothing", "/posts/nothing"]) pages.push(await browser.visit(path));
    expect(pages.map(({ status }) => status)).toEqual([405, 404, 405, 404, 404]);
    for (const { html } of pages) expect(html).toContain("</html>");
  });

  test("also if the form is too large, or there is no database", async () => {
    const browser = await newAuthor();
    expect((await browser.send("/write", aPost({ body: "x".repeat(600_000) }))).status).toBe(413);
    const real = database;
    use({ ...real, query: () => Promise.reject(new DatabaseUnavailable("gone")) });
    const { status, html } = await browser.visit("/").finally(() => use(real));
    expect(status).toBe(503);
    expect(html).toMatch(/<\/html>/);
    expect(await database.query("select 1 as one")).toEqual([{ one: 1 }]);
  });
});
