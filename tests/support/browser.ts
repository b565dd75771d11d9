// Pages in Chromium: every message of the browser fails the test, and so does every request to another site.
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { expect, onTestFinished } from "vitest";
import { demo } from "./visitor.ts";

interface Watched {
  url: string;
  browser: Browser;
  options?: BrowserContextOptions;
  /** expected error statuses, which the browser reports on its own */
  expected?: number[];
  /** where images may come from, besides the app itself */
  images?: string;
}

/** Opens a new window. Fails the test for every error, warning, blocked or missing file, and request to another site. */
export async function openWindow({ url, browser, options, expected = [], images = url }: Watched): Promise<Page> {
  const context = await browser.newContext({ baseURL: url, ...options });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    const meant = expected.some((status) => message.text().includes(`status of ${status}`));
    if (["error", "warning"].includes(message.type()) && !meant) complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("dialog", (dialog) => {
    complaints.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("request", (request) => {
    if (request.resourceType() === "image" && request.url().startsWith(images)) return;
    if (!request.url().startsWith(url) && !/^(data|about|blob):/.test(request.url())) complaints.push(`elsewhere: ${request.url()}`);
  });
  page.on("response", (response) => {
    if (response.status() >= 400 && !expected.includes(response.status())) complaints.push(`${response.status()}: ${response.url()}`);
  });
  onTestFinished(async () => {
    await context.close();
    expect(complaints).toEqual([]);
  });
  return page;
}

/** Logs in by the form; by default as the user of the examples. */
export async function logInAs(page: Page, { email, password } = demo): Promise<void> {
  await page.goto("/login");
  await page.getByLabel("Email").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Log in" }).click();
  await page.getByText("You are logged in").waitFor();
}
