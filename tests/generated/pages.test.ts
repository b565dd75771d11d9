// API pages: the two pages of a generated API load without errors in a real browser and show their content.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { startRoomyApp, until, type App } from "../support/app.ts";
import { chromiumProgram, openChromium } from "../support/chromium.ts";
import { ask, newcomer } from "../support/http.ts";
import { seededRepoForThisFile } from "../support/install.ts";
import { operationsOf, type Description } from "../support/openapi.ts";
import { projectOf, type RepoName } from "../support/repos.ts";

const all = process.env.TEST_ALL === "1";

describe.runIf(chromiumProgram !== undefined).each<RepoName>(all ? ["bookshelf", "awkward"] : ["awkward"])("The pages of %s", (name) => {
  const repo = seededRepoForThisFile(name);
  const project = projectOf(name);
  let app: App;
  let browser: Browser;

  beforeAll(async () => {
    app = await startRoomyApp(repo);
    browser = await openChromium();
    return async () => {
      await browser.close();
      await app.stop();
    };
  });

  /** Opens a page, and fails the test for every error, warning, blocked or missing file, and request to another site. */
  async function open(path: string): Promise<Page> {
    const page = await browser.newPage();
    const complaints: string[] = [];
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type())) complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("requestfailed", (request) => complaints.push(`failed: ${request.url()}`));
    page.on("request", (request) => {
      if (!request.url().startsWith(app.url) && !request.url().startsWith("data:")) complaints.push(`elsewhere: ${request.url()}`);
    });
    page.on("response", (response) => {
      if (response.status() >= 400) complaints.push(`${response.status()}: ${response.url()}`);
    });
    onTestFinished(async () => {
      await page.close();
      expect(complaints).toEqual([]);
    });
    await page.goto(app.url + path, { waitUntil: "networkidle" });
    return page;
  }

  test("the welcome page shows the title and description, and links to the documentation", async () => {
    const page = await open("/");
    expect(await page.title()).toContain(project.title);
    expect(await page.locator("h1").textContent()).toBe(project.title);
    expect(await page.locator("body").innerText()).toContain(project.description);
    await page.locator('a[href="/docs"]').first().click();
    await page.waitForURL("**/docs");
  });

  test("the documentation shows every operation, and executes no script from the title or description", async () => {
    const page = await open("/docs");
    await page.locator(".opblock").first().waitFor();
    const description = (await ask(app, "GET /openapi.json")).body as Description;
    expect(await page.locator(".opblock").count()).toBe(operationsOf(description).length);
    expect(await page.locator(".info").innerText()).toContain(project.title);
    expect(await page.locator(".info script").count()).toBe(0);
  });

  test("the documentation follows the dark and light colour scheme", async () => {
    const page = await open("/docs");
    const background = () => page.evaluate<string>("getComputedStyle(document.documentElement).backgroundColor");
    await page.emulateMedia({ colorScheme: "dark" });
    await until("the page is dark", async () => (await background()) === "rgb(28, 32, 34)");
    await page.emulateMedia({ colorScheme: "light" });
    await until("the page is light", async () => (await background()) !== "rgb(28, 32, 34)");
  });

  test("the documentation logs in with the prefilled example, without typing", async () => {
    const page = await open("/docs/");
    const operation = page.locator(".opblock", { hasText: "/api/auth/login" }).first();
    await operation.locator(".opblock-summary").click();
    await operation.locator("button.execute").click();
    await operation.locator(".live-responses-table").getByText("expiresAt").first().waitFor();
  });

  test("the documentation sends a request with a token and shows the response", async () => {
    const { token, email } = await newcomer(app);
    const page = await open("/docs");
    await page.locator("button.authorize").first().click();
    await page.locator(".auth-container input").first().fill(token);
    await page.locator(".auth-btn-wrapper .authorize").click();
    await page.locator(".auth-btn-wrapper .btn-done").click();
    const operation = page.locator(".opblock", { hasText: "/api/auth/me" }).first();
    await operation.locator(".opblock-summary").click();
    const tryIt = operation.locator("button", { hasText: "Try it out" });
    if ((await tryIt.count()) > 0) await tryIt.click();
    await operation.locator("button.execute").click();
    await operation.locator(".live-responses-table").getByText(email).first().waitFor();
  });

  test("the cover picture of README is valid SVG with the project's title", async () => {
    const page = await browser.newPage();
    onTestFinished(() => page.close());
    const svg = readFileSync(join(repo, "docs/cover.svg"), "utf8");
    await page.goto(`data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`);
    expect(await page.locator("parsererror").count()).toBe(0);
    expect(await page.locator("svg script").count()).toBe(0);
    expect((await page.locator("svg").first().textContent())?.replace(/\s+/g, " ")).toContain(project.title);
  });
});
