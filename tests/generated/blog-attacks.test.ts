// Blog attacks: scripts in user input, forms on other sites, stolen and fixed sessions, redirects to other sites.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Browser, Page } from "playwright-core";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { commands, startApp, startRoomyApp, type App } from "../support/app.ts";
import { logInAs, openWindow } from "../support/browser.ts";
import { chromiumProgram, openChromium } from "../support/chromium.ts";
import { ask, expectNoInternals, send } from "../support/http.ts";
import { seededRepoForThisFile } from "../support/install.ts";
import { hasPostgres, newDatabase, sql } from "../support/postgres.ts";
import { npmRun } from "../support/run-npm.ts";
import { demo, newVisitor, password, Visitor } from "../support/visitor.ts";

const repo = seededRepoForThisFile("blog");
// A second copy for apps with other settings: only one process can use a data folder.
const secondRepo = seededRepoForThisFile("blog");
let app: App;
/** the author, with a hostile name */
let writer: Visitor;
let number = 0;

beforeAll(async () => {
  app = await startRoomyApp(repo);
  writer = await newVisitor(app, scripts.join(" ").slice(0, 100));
  return () => app.stop();
});

const aPost = (more: Record<string, string> = {}) => {
  number += 1;
  return { title: `Post ${number}`, slug: `attack-${number}`, tags: "", body: "Words", action: "publish", ...more };
};

const scripts = [
  "<script>alert(1)</script>",
  '"><img src=x onerror=alert(1)>',
  "'><svg onload=alert(1)>",
  "</title></textarea><script>alert(1)</script>",
  "<%= process.env %><%- 7*7 %>",
  "javascript:alert(1)",
  "{{constructor.constructor('alert(1)')()}}",
  "]]><script>alert(1)</script>",
];

const markdown = [
  "[a](javascript:alert(1))", "[a](JaVaScRiPt:alert(1))", "[a](  javascript:alert(1))", "[a](java\nscript:alert(1))", "[a](vbscript:x)", "[a](data:text/html,<script>alert(1)</script>)", "[a](file:///etc/passwd)",
  "<javascript:alert(1)>", "![a](http://evil.example/x.png)", "![a](data:image/svg+xml,<svg onload=alert(1)>)", "![a](javascript:alert(1))", "[a](ms-msdt:/id)", "[a](tel:1)", "[a](blob:x)", "<ftp://evil.example>", '[a](https://example.com "\\"onmouseover=alert(1)")', "[a][b]\n\n[b]: javascript:alert(1)", '```js" onclick="alert(1)\nx\n```', "<a href=x onclick=alert(1)>a</a>", "<iframe src=javascript:alert(1)>",
  "[a](&#106;avascript:alert(1))", "[a](https://example.com/<script>alert(1)</script>)", "<!-- --><script>alert(1)</script>", "| <img src=x onerror=alert(1)> |\n| --- |\n| x |",
].join("\n\n");

describe.runIf(chromiumProgram !== undefined)("In a real browser", () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await openChromium();
    return () => browser.close();
  });

  test.each(scripts)("the script %j is not executed in any field: title, text, tags, comment, name, search, next, notice", async (script) => {
    const attacker = await newVisitor(app, script.slice(0, 100));
    const path = (await writer.post("/write", aPost({ title: script, body: `${script}\n\n${markdown}` }))).location ?? "";
    expect(path).toContain("/posts/attack-");
    await attacker.post(`${path}/comments`, { body: script });
    const page = await openWindow({ url: app.url, browser, expected: [401, 403, 409, 422] });
    for (const visitor of [attacker, writer]) {
      await page.context().addCookies([...visitor.cookies].map(([name, value]) => ({ name, value, url: app.url })));
      await visitsSafely(page, path, script);
    }
    await page.goto(path);
    for (const link of await page.locator(".prose a").all()) expect(await link.getAttribute("href")).toMatch(/^(https?:\/\/|mailto:|\/|#)/);
    expect(await page.locator(".said").first().textContent()).toBe(script);
  });

  async function visitsSafely(page: Page, path: string, script: string): Promise<void> {
    for (const visited of [path, "/", "/your-posts", "/account", `${path}/edit`, `/search?q=${encodeURIComponent(script)}`, `/tags/${encodeURIComponent(script)}`, `/login?next=${encodeURIComponent(script)}`, `/register?next=${encodeURIComponent(script)}`]) {
      await page.context().addCookies([{ name: "notice", value: encodeURIComponent(script), url: app.url }]);
      await page.goto(visited);
      expect(await page.locator("script, iframe, img, svg, [onerror], [onclick], [onload], [onmouseover]").count(), visited).toBe(0);
      expect(await page.locator('a[href^="javascript" i], a[href^="data" i], a[href^="vbscript" i], a[href^="file" i]').count(), visited).toBe(0);
    }
  }

  test("another site cannot send forms to the blog or read its pages, even if its host is localhost", async () => {
    const author = new Visitor(app);
    await author.post("/login", demo);
    const path = (await author.post("/write", aPost())).location ?? "";
    const forms = ["/write", `${path}/edit`, `${path}/delete`, `${path}/comments`, "/logout", "/login", "/register", "/account/password", "/comments/1/delete", "/comments/1/hide"];
    const evil = await otherSite((form) => `<form method="post" action="${app.url}${form}"><input name="body" value="evil"><input name="title" value="evil"><input name="action" value="publish"></form><script>document.forms[0].submit()</script>`);
    const context = await browser.newContext({ baseURL: app.url });
    onTestFinished(() => context.close());
    const page = await context.newPage();
    await logInAs(page);
    for (const form of forms) {
      const answer = page.waitForResponse((response) => response.url() === app.url + form && response.request().method() === "POST");
      await page.goto(`${evil}/?form=${encodeURIComponent(form)}`);
      expect((await answer).status(), form).toBe(403);
    }
    await page.goto(await otherSite(() => "<p>Nothing but a page</p>"));
    expect(await page.evaluate(`fetch(${JSON.stringify(`${app.url}/account`)}, { credentials: "include" }).then((answer) => answer.text(), () => "refused")`)).toBe("refused");
    await page.goto("/account");
    expect(new URL(page.url()).pathname).toBe("/account");
    expect((await author.get(path)).text).toContain("Words");
    expect((await author.get(path)).text).not.toContain("evil");
  });

  test("another site cannot show the blog's pages in a frame", async () => {
    const evil = await otherSite(() => `<iframe src="${app.url}/login"></iframe>`);
    const page = await browser.newPage();
    onTestFinished(() => page.close());
    await page.goto(evil);
    await page.waitForTimeout(500);
    expect(await page.frames()[1]?.locator("#password").count().catch(() => 0)).toBe(0);
  });

  /** A site on another port and by another name, whose page is made from its address. */
  async function otherSite(html: (form: string) => string): Promise<string> {
    const server = createServer((req, res) => {
      res.setHeader("Content-Type", "text/html").end(html(new URL(req.url ?? "/", "http://x").searchParams.get("form") ?? ""));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    onTestFinished(() => void server.close());
    return `http://localhost:${(server.address() as AddressInfo).port}`;
  }
});

describe("Sessions", () => {
  const cookieOf = (answer: { headers: Headers }) => answer.headers.getSetCookie().find((cookie) => cookie.startsWith("session=")) ?? "";

  test("a session cookie that was set before the login is replaced at the login", async () => {
    const victim = await newVisitor(app);
    const attacker = await newVisitor(app);
    const planted = attacker.cookies.get("session") ?? "";
    victim.cookies.set("session", planted);
    await victim.post("/login", { email: victim.email, password });
    expect(victim.cookies.get("session")).not.toBe(planted);
    expect((await attacker.get("/account")).status).toBe(303);
    for (const made of ["chosen-by-me", "", "'", "j:{\"a\":1}", "%00", "a".repeat(5_000)]) {
      const fixed = new Visitor(app);
      fixed.cookies.set("session", made);
      expect((await fixed.get("/account")).status, made).toBe(303);
    }
  });

  test.each([
    [{}, {}, false],
    [{}, { "X-Forwarded-Proto": "https" }, false],
    [{ TRUST_PROXY: "1" }, { "X-Forwarded-Proto": "https" }, true],
    [{ COOKIE_SECURE: "true" }, {}, true],
    [{ TRUST_PROXY: "1", COOKIE_SECURE: "false" }, { "X-Forwarded-Proto": "https" }, false],
  ])("with the settings %j and the headers %j, is the cookie Secure: %j", async (env, headers, secure) => {
    const other = await startRoomyApp(secondRepo, { env });
    const cookie = cookieOf(await new Visitor(other).post("/login", demo, headers));
    expect(cookie).toMatch(/; HttpOnly/);
    expect(cookie).toMatch(/; SameSite=Lax/);
    expect(/; Secure/.test(cookie)).toBe(secure);
    await other.stop();
  });

  test.runIf(hasPostgres())("in production over plain HTTP, login works and the database stores only hashes of sessions", async () => {
    expect((await npmRun(repo, "build")).exitCode).toBe(0);
    const DATABASE_URL = await newDatabase();
    const production = await startApp(repo, { command: commands.build, env: { NODE_ENV: "production", DATABASE_URL } });
    const visitor = await newVisitor(production);
    expect((await visitor.get("/account")).status).toBe(200);
    expect((await visitor.get("/login")).text).not.toContain(demo.email);
    const token = visitor.cookies.get("session") ?? "";
    const rows = await sql(DATABASE_URL, "select hash from sessions");
    expect(rows).toHaveLength(1);
    expect(rows.flat()).not.toContain(token);
    expect((await new Visitor(production).post("/login", demo)).status).toBe(401);
    await production.stop();
    expect(production.output()).toContain("/login");
    expect(production.output()).not.toContain(token);
    expect(production.output()).not.toContain(password);
  });
});

describe("Redirects", () => {
  test.each(["https://evil.example", "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example", "/\t/evil.example", "/%09/evil.example", " //evil.example", "javascript:alert(1)", "/\r\nLocation: https://evil.example", "data:text/html,x", "//evil.example/%2f..", "@evil.example", "/..//evil.example"])("next=%j does not redirect to another site", async (next) => {
    const { location, headers } = await new Visitor(app).post("/login", { ...demo, next });
    expect(new URL(location ?? "", app.url).origin).toBe(app.url);
    expect(headers.get("location")).not.toMatch(/[\r\n]/);
  });

  test("a forged Host header does not change links or redirects", async () => {
    const answer = await send(app, "GET /login", { headers: { Host: "evil.example" } });
    expect(answer.text).not.toContain("evil.example");
    expect((await send(app, "GET /write", { headers: { Host: "evil.example" } })).headers.get("location")).toBe("/login?next=%2Fwrite");
    const feed = await send(app, "GET /feed.xml", { headers: { Host: 'evil"><x>.example' } });
    expect(feed.text).not.toContain("<x>");
  });
});

describe("Unexpected input", () => {
  test.each<[string, Record<string, string>]>([
    ["/write", { ownerId: "1" }], ["/write", { id: "1" }], ["/write", { published: "true" }], ["/register", { id: "1", name: "x", email: "x@example.com", password }], ["/register", { isAdmin: "true", name: "x", email: "y@example.com", password }],
    ["/register", { role: "author", name: "x", email: "z@example.com", password }], ["/account/password", { role: "author", currentPassword: demo.password, newPassword: demo.password }],
  ])("%s refuses fields that are not in its form (422): %j", async (path, fields) => {
    const visitor = new Visitor(app);
    await visitor.post("/login", demo);
    expect((await visitor.post(path, path === "/write" ? aPost(fields) : fields)).status).toBe(422);
  });

  test.each(["settings[view options][client]=1", "settings%5Bviews%5D=/etc", "_locals[x]=1", "cache=true&filename=/etc/passwd", "site[title]=x", "user[name]=admin", "partials=x", "include=x", "__proto__[polluted]=1", "views=/etc"])(
    "the query ?%s does not change the rendered page",
    async (query) => {
      for (const path of ["/", "/login", "/register", "/search", "/posts/all-or-nothing"]) {
        const [plain, asked] = [await ask(app, `GET ${path}`), await ask(app, `GET ${path}?${query}`)];
        expect(asked.status).toBe(plain.status);
        expect(asked.text).toBe(plain.text);
      }
    },
  );

  test("no password logs in as an author from the seeds", async () => {
    for (const word of ["", "demo-password", "password"]) expect((await new Visitor(app).post("/login", { email: "mira@example.com", password: word })).status).toBe(401);
  });

  test("repeated failed logins are refused with a page (429)", async () => {
    const limited = await startApp(secondRepo, { env: { LOGIN_LIMIT: "3", PASSWORD_COST: "16" } });
    const guess = () => new Visitor(limited).post("/login", { email: demo.email, password: "guess" });
    expect([(await guess()).status, (await guess()).status, (await guess()).status]).toEqual([401, 401, 401]);
    const stopped = await guess();
    expect(stopped.status).toBe(429);
    expect(Number(stopped.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(stopped.text).toContain("</html>");
    expectNoInternals({ ...stopped, body: undefined });
    expect((await new Visitor(limited).get("/login")).status).toBe(200);
    await limited.stop();
  });
});
