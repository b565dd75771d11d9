// Blog pages: accessible, valid and without horizontal overflow, in light and dark, on small and large screens.
import { XMLParser, XMLValidator } from "fast-xml-parser";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { startRoomyApp, type App } from "../support/app.ts";
import { logInAs, openWindow } from "../support/browser.ts";
import { chromiumProgram, openChromium } from "../support/chromium.ts";
import { ask } from "../support/http.ts";
import { seededRepoForThisFile } from "../support/install.ts";
import { expectAccessible, expectNoErrorInVnu, expectNoWider, expectValidHtml, javaProgram } from "../support/page-checks.ts";
import { hasPostgres, newDatabase } from "../support/postgres.ts";
import { blogsToTest, projectOf } from "../support/repos.ts";
import { demo, newVisitor, Visitor } from "../support/visitor.ts";

const errors = [401, 403, 404, 405, 409, 413, 422];
const everyWindow = ["light", "dark"].flatMap((colorScheme) => [360, 1280].map((width) => ({ colorScheme: colorScheme as "light" | "dark", width })));
/** All with TEST_ALL=1, otherwise each colour and each width once. */
const windows = process.env.TEST_ALL === "1" ? everyWindow : everyWindow.filter(({ colorScheme, width }) => (colorScheme === "light") === (width === 360));

const longWord = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft".repeat(2).slice(0, 150);
const wide = `${longWord}\n\n\`${longWord}\`\n\n\`\`\`\n${"wide ".repeat(60)}\n\`\`\`\n\n| ${"a | ".repeat(12)}\n| ${"--- | ".repeat(12)}\n| ${`${longWord.slice(0, 20)} | `.repeat(12)}\n\n> quoted\n\n1. one\n2. two\n\n---\n\nhttps://example.com/${longWord}`;
const everyKind = `## Two

*a* **b** ~~c~~ \`d\` [e](https://example.com/?a=1&b=[2]|{3}"^) [f](/posts) <a@example.com> www.example.com [g] http:h

[g]: <https://例え.jp/ö ä> "Title"

![An image](https://images.invalid/a.png) ![](https://images.invalid/b.png) ![No image](http://example.com)

- x
  - y

3. z

> > quoted

    indented

l | c | r
:-- | :-: | --:
1 | 2 | 3

hard\\
break`;
const image = '<svg xmlns="http://www.w3.org/2000/svg" width="2000" height="50"/>';

describe.runIf(chromiumProgram !== undefined).each(blogsToTest)("The pages of the %s", (name) => {
  const repo = seededRepoForThisFile(name);
  const project = projectOf(name);
  let app: App;
  let empty: App | undefined;
  let browser: Browser;
  let draft: string;
  let hidden: string;
  let shown: string;

  beforeAll(async () => {
    app = await startRoomyApp(repo);
    if (hasPostgres()) empty = await startRoomyApp(repo, { env: { NODE_ENV: "production", DATABASE_URL: await newDatabase() } });
    browser = await openChromium();
    const author = new Visitor(app);
    await author.post("/login", demo);
    const post = { title: longWord, body: wide, tags: "", slug: "" };
    draft = (await author.post("/write", { ...post, action: "draft", title: "A draft" })).location ?? "";
    hidden = (await author.post("/write", { ...post, action: "publish", tags: longWord.slice(0, 30) })).location ?? "";
    shown = (await author.post("/write", { ...post, title: "Every kind", body: everyKind, action: "publish", tags: "c++, c#, .net, r&d, it's" })).location ?? "";
    const guest = await newVisitor(app, longWord.slice(0, 100));
    const comment = (await guest.post(`${hidden}/comments`, { body: longWord })).location?.split("#comment-")[1];
    await author.post(`/comments/${comment}/hide`);
    await guest.post(`${hidden}/comments`, { body: `${longWord}\n${longWord}` });
    return async () => {
      await browser.close();
      await app.stop();
      await empty?.stop("SIGKILL");
    };
  });

  /** A window in which the images of posts come from a stub. */
  async function open(options?: BrowserContextOptions): Promise<Page> {
    const page = await openWindow({ url: app.url, browser, expected: errors, images: "https://images.invalid/", options });
    await page.route("https://images.invalid/**", (route) => route.fulfill({ contentType: "image/svg+xml", body: image }));
    return page;
  }

  /** Visits every page in one window, and yields its name. */
  async function* pages(page: Page): AsyncGenerator<string> {
    const visits = async (...paths: string[]) => {
      for (const path of paths) await page.goto(path);
    };
    for (const path of ["/", "/?page=2", "/?page=99", "/tags/databases", "/tags/none", "/search?q=database", "/search?q=zzz", "/posts/the-index-you-forgot", hidden, shown, "/login", "/register", "/tags/c%2B%2B", "/tags/%3C", "/nothing", "/posts/nothing", "/?page=0", "/logout"]) {
      await visits(path);
      yield path;
    }
    await visits("/login");
    await page.getByLabel("Email").fill("nobody@example.com");
    await page.getByLabel("Password").fill("wrong");
    await page.getByRole("button", { name: "Log in" }).click();
    yield "a wrong login";
    await visits("/register");
    await page.getByLabel("Name").fill("Taken");
    await page.getByLabel("Email").fill("demo@example.com");
    await page.getByLabel("Password").fill("a long enough password");
    await page.getByRole("button", { name: "Register" }).click();
    yield "an address that is taken";
    await logInAs(page);
    yield "a notice";
    for (const path of ["/", "/write", "/your-posts", "/account", "/posts/the-index-you-forgot", "/posts/test-with-the-real-database", draft, hidden, shown, "/tags/none", "/search?q=zzz", "/your-posts?page=9", `${hidden}/edit`, "/posts/the-index-you-forgot/edit"]) {
      await visits(path);
      yield `${path}, logged in`;
    }
    await visits(hidden);
    await page.getByText("Delete", { exact: true }).first().click();
    yield "the question before deleting";
    await visits("/write");
    await page.getByLabel("Title").fill("A preview");
    await page.getByLabel("Text").fill("## Words\n\nto look at");
    await page.getByRole("button", { name: "Preview" }).click();
    yield "a preview";
    await page.getByLabel("Tags").fill("a,b,c,d,e,f");
    await page.getByRole("button", { name: "Publish" }).click();
    yield "a form with an error";
    await visits("/account");
    await page.getByLabel("Current password").fill("wrong");
    await page.getByLabel("New password").fill("an even longer one");
    await page.getByRole("button", { name: "Change the password" }).click();
    yield "a wrong password";
    await visits(hidden);
    await page.getByLabel("Your comment").fill("   ");
    await page.getByRole("button", { name: "Comment" }).click();
    yield "a comment with an error";
    for (const [path, button] of [[hidden, "Comment"], ["/write", "Preview"], [`${shown}/edit`, "Save"]] as const) {
      await visits(path);
      await page.getByLabel(path === hidden ? "Your comment" : "Text").fill("Words");
      const cookies = await page.context().cookies();
      await page.context().clearCookies();
      await page.getByRole("button", { name: button, exact: true }).click();
      yield `${path} after the session has ended`;
      await page.context().addCookies(cookies);
    }
  }

  test.each(windows)("at $colorScheme, $width px: no accessibility violations (axe) and no horizontal overflow", async ({ colorScheme, width }) => {
    const page = await open({ colorScheme, viewport: { width, height: 800 } });
    let seen = 0;
    for await (const name of pages(page)) {
      expect(await page.title(), name).toContain(project.title);
      await expectAccessible(page);
      await page.setViewportSize({ width: Math.min(width, 320), height: 800 });
      await expectNoWider(page);
      await page.setViewportSize({ width, height: 800 });
      seen += 1;
    }
    expect(seen).toBeGreaterThan(35);
  });

  test("are valid HTML for html-validate and vnu", async () => {
    const sent = new Map<string, string>();
    let last = Promise.resolve("");
    const page = await open();
    page.on("response", (response) => {
      if (response.request().resourceType() === "document" && response.status() !== 303) last = response.text();
    });
    for await (const name of pages(page)) {
      sent.set(name, await last);
      await expectValidHtml(await last, name);
    }
    expect(sent.size).toBeGreaterThan(35);
    if (javaProgram !== undefined) await expectNoErrorInVnu(sent);
  });

  test("the header fits on one line at 1,280 px with a long title, and shows every link on narrower screens", async () => {
    const page = await open({ viewport: { width: 1280, height: 800 } });
    await logInAs(page);
    expect((await page.locator("header.site").boundingBox())?.height).toBeLessThan(90);
    const parts = await page.locator("header.site a, header.site button").all();
    const boxes = await Promise.all(parts.map((part) => part.boundingBox()));
    const middles = boxes.map((box) => (box?.y ?? 0) + (box?.height ?? 0) / 2);
    expect(Math.max(...middles) - Math.min(...middles)).toBeLessThan(8);
    for (const width of [1023, 768, 360]) {
      await page.setViewportSize({ width, height: 800 });
      await expectNoWider(page);
      for (const link of await page.locator("header.site nav a").all()) expect((await link.boundingBox())?.x).toBeGreaterThanOrEqual(0);
    }
  });

  test.runIf(hasPostgres())("explain what to do when there are no posts", async () => {
    if (empty === undefined) throw new Error("The empty blog did not start.");
    const page = await openWindow({ url: empty.url, browser });
    await page.goto("/");
    expect(await page.getByText("No posts yet.").count()).toBe(1);
    await expectAccessible(page);
    await page.goto("/register");
    await page.getByLabel("Name").fill("First");
    await page.getByLabel("Email").fill("first@example.com");
    await page.getByLabel("Password").fill("a long enough password");
    await page.getByRole("button", { name: "Register" }).click();
    await page.getByRole("link", { name: "Write a post" }).waitFor();
    await page.goto("/your-posts");
    await expectAccessible(page);
    await page.getByRole("link", { name: "Write your first post" }).click();
    expect(new URL(page.url()).pathname).toBe("/write");
    expect(XMLValidator.validate((await ask(empty, "GET /feed.xml")).text)).toBe(true);
  });

  test("the home page shows the title and description as given, and has one meta description", async () => {
    const page = await openWindow({ url: app.url, browser });
    await page.goto("/");
    expect(await page.title()).toBe(project.title);
    expect(await page.locator("h1").textContent()).toBe(project.title);
    expect(await page.locator(".lead").textContent()).toBe(project.description);
    expect(await page.locator('meta[name="description"]').getAttribute("content")).toBe(project.description);
    expect(await page.locator("html").getAttribute("lang")).toBe("en");
  });

  test("the feed is well-formed, lists the posts of the home page, and its links work", async () => {
    const { text, headers } = await ask(app, "GET /feed.xml");
    expect(headers.get("content-type")).toMatch("application/rss+xml");
    expect(XMLValidator.validate(text)).toBe(true);
    const { rss } = new XMLParser({ processEntities: true, htmlEntities: true }).parse(text) as { rss: { channel: { title: string; item: { title: string; link: string; pubDate: string; description: string }[] } } };
    expect(rss.channel.title).toBe(project.title);
    const { data } = (await ask(app, "GET /api/posts?limit=20")).body as { data: { title: string; slug: string }[] };
    expect(rss.channel.item.map(({ title }) => String(title))).toEqual(data.map(({ title }) => title));
    for (const { link, pubDate } of rss.channel.item) {
      expect((await fetch(link)).status).toBe(200);
      expect(Date.parse(pubDate)).toBeLessThanOrEqual(Date.now());
    }
  });
});
