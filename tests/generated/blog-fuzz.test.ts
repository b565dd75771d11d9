// Blog fuzzing: no input makes a blog fail or reveal its internals, and its feed stays valid.
import { XMLValidator } from "fast-xml-parser";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { startRoomyApp, type App } from "../support/app.ts";
import { anyCharacter } from "../support/arbitrary.ts";
import { ask, expectNoInternals, send } from "../support/http.ts";
import { seededRepoForThisFile } from "../support/install.ts";
import { hasPostgres } from "../support/postgres.ts";
import { blogsToTest } from "../support/repos.ts";
import { seededDatabase } from "../support/seeded-database.ts";
import { demo, newVisitor, Visitor } from "../support/visitor.ts";

const all = process.env.TEST_ALL === "1";
const bounds = { numRuns: all ? 2_000 : 300, interruptAfterTimeLimit: all ? 90_000 : 25_000 };

const nasty = fc.oneof(
  fc.constantFrom("", " ", "\u0000", "\ud800", "\uffff", "\u0007", "'", '"', "--", "%", "%00", "../..", "<%= 7 %>", "]]>", "&", "<", "__proto__", "constructor", "NaN", "-1", "9".repeat(30), "\r\nX: y", "שלום", "🎉", "x".repeat(3_000), "a:*", "!", "()", "\\"),
  fc.string({ unit: anyCharacter, maxLength: 40 }),
  fc.string({ maxLength: 40 }),
);

const pages = ["/", "/tags/x", "/search", "/write", "/your-posts", "/account", "/account/password", "/login", "/register", "/logout", "/feed.xml", "/posts/all-or-nothing", "/posts/all-or-nothing/edit", "/posts/all-or-nothing/comments", "/comments/1/hide", "/api/posts", "/api/posts/all-or-nothing", "/api/posts/all-or-nothing/comments", "/api/tags", "/docs", "/ready"];
const fields = ["title", "slug", "tags", "body", "action", "name", "email", "password", "currentPassword", "newPassword", "next", "page", "limit", "q", "tag"];

const databases = ["inside the app", ...(all && hasPostgres() ? ["on a PostgreSQL server"] : [])];

describe.each(blogsToTest.flatMap((name) => databases.map((database) => [name, database] as const)))("The %s with its database %s", (name, database) => {
  const repo = seededRepoForThisFile(name);
  let app: App;

  beforeAll(async () => {
    app = await startRoomyApp(repo, { env: { LOG_LEVEL: "error", ...(database !== "inside the app" && { DATABASE_URL: await seededDatabase(repo) }) } });
    return () => app.stop();
  });

  test("answers every random post without a 5xx, and its feed stays well-formed", async () => {
    const author = await newVisitor(app);
    const form = fc.record({ title: nasty, slug: nasty, tags: nasty, body: nasty, action: fc.constantFrom("preview", "draft", "publish", "publish") });
    const fits = fc.constantFrom(true, true, false);
    let published = 0;
    await fc.assert(
      fc.asyncProperty(form, fits, async (typed, mended) => {
        const fields = { ...typed, title: `${typed.title}x`, body: `${typed.body}x`, slug: "", tags: typed.tags.replace(/[^a-z,]/g, "") };
        const { status, text, location } = await author.post("/write", mended ? fields : typed);
        expect(status).toBeLessThan(500);
        expectNoInternals({ status, text, headers: new Headers(), body: undefined });
        if (location?.startsWith("/posts/") !== true) return;
        published += 1;
        expect((await author.get(location)).status).toBe(200);
        expect((await author.post(`${location}/comments`, { body: `${typed.body} ${typed.title}` })).status).toBeLessThan(500);
        expect((await author.post(`${location}/delete`)).status).toBe(303);
      }),
      { ...bounds, numRuns: bounds.numRuns / 3 },
    );
    expect(published).toBeGreaterThan(10);
    expect(XMLValidator.validate((await ask(app, "GET /feed.xml")).text)).toBe(true);
  });

  test("answers every random path, query, form and cookie without a 5xx", async () => {
    const visitor = new Visitor(app);
    await visitor.post("/login", demo);
    const session = visitor.cookies.get("session") ?? "";
    const path = fc.oneof(fc.constantFrom(...pages), fc.tuple(fc.constantFrom("/posts/", "/tags/", "/api/posts/", "/comments/", "/"), nasty).map(([start, end]) => `${start}${encodeURI(end.toWellFormed())}`));
    const pairs = fc.array(fc.tuple(fc.oneof(fc.constantFrom(...fields), nasty), nasty), { maxLength: 4 }).map((list) => list.map((pair) => pair.map((text) => encodeURIComponent(text.toWellFormed())).join("=")).join("&"));
    const type = fc.constantFrom("application/x-www-form-urlencoded", "application/x-www-form-urlencoded", "application/json", "multipart/form-data; boundary=x", "text/plain", "");
    const cookie = fc.oneof(fc.constant(`session=${session}`), fc.constant(""), nasty.map((text) => `session=${encodeURIComponent(text.toWellFormed())}; notice=${encodeURIComponent(text.toWellFormed())}`), nasty.map((text) => text.replace(/[^\x21-\x7e]/g, "")));
    const method = fc.constantFrom("GET", "POST", "POST", "HEAD", "PUT", "DELETE", "OPTIONS");
    await fc.assert(
      fc.asyncProperty(method, path, pairs, pairs, type, cookie, async (sentMethod, address, search, body, contentType, Cookie) => {
        // Skipped: deleting posts and logging out would take away what the next requests need.
        if (sentMethod === "POST" && /delete|logout/.test(address)) return;
        const headers = { Cookie, ...(contentType !== "" && { "Content-Type": contentType }) };
        const answer = await send(app, `${sentMethod} ${address}?${search}`, { headers, body: sentMethod === "GET" || sentMethod === "HEAD" ? "" : body });
        expect(answer.status, `${sentMethod} ${address}?${search} ${body}`).toBeLessThan(500);
        // The text of this post mentions SQL, and the page shows it again with a refused comment.
        if (answer.status >= 400 && !address.includes("all-or-nothing")) expectNoInternals(answer);
      }),
      bounds,
    );
    expect(app.output()).not.toMatch(/ERROR/);
  });
});
