// Blog journey: users register, write, comment and log out in a real browser, with JavaScript and without.
import type { Browser, Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { startRoomyApp, type App } from "../support/app.ts";
import { logInAs, openWindow } from "../support/browser.ts";
import { chromiumProgram, openChromium } from "../support/chromium.ts";
import { seededRepoForThisFile } from "../support/install.ts";

const repo = seededRepoForThisFile("blog");
let app: App;
let browser: Browser;

const inBrowser = describe.runIf(chromiumProgram !== undefined);

if (chromiumProgram !== undefined) {
  beforeAll(async () => {
    app = await startRoomyApp(repo);
    browser = await openChromium();
    return async () => {
      await browser.close();
      await app.stop();
    };
  });
}

/** Presses a button, and waits for the next page and its stylesheet, on which visibility depends. */
async function press(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name, exact: true }).click();
  await page.waitForLoadState("load");
}

const notice = (page: Page) => page.getByRole("status").textContent();

async function register(page: Page, name: string): Promise<void> {
  await page.goto("/register");
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("Email").fill(`${name.toLowerCase().replace(/\W/g, "-")}@example.com`);
  await page.getByLabel("Password").fill("a long enough password");
  await press(page, "Register");
  expect(await notice(page)).toContain("Welcome");
}

inBrowser.each([true, false])("With JavaScript: %s", (javaScriptEnabled) => {
  const window = (expected: number[] = []) => openWindow({ url: app.url, browser, expected, options: { javaScriptEnabled } });
  const label = javaScriptEnabled ? "with" : "without";

  test("a user registers, writes, previews and publishes; another one comments; the author moderates; both log out", async () => {
    const author = await window();
    // The first account that registers is the author.
    if (javaScriptEnabled) await register(author, `Ann ${label}`);
    else await logInAs(author);
    await author.getByRole("link", { name: "Write", exact: true }).click();
    await author.getByLabel("Title").fill(`Tigers ${label}`);
    await author.getByLabel("Text").fill("## Stripes\n\nTwo *tigers* were running.");
    await author.getByLabel("Tags").fill(`Big cats, ${label}`);
    await press(author, "Preview");
    expect(await author.getByRole("region", { name: "Preview" }).getByRole("heading", { name: "Stripes" }).count()).toBe(1);
    expect(await author.getByLabel("Title").inputValue()).toBe(`Tigers ${label}`);
    await press(author, "Save draft");
    expect(await notice(author)).toContain("Only you can see it");
    const path = new URL(author.url()).pathname;
    expect(path).toBe(`/posts/tigers-${label}`);

    const reader = await window([404]);
    expect((await reader.goto(path))?.status()).toBe(404);
    await author.getByRole("link", { name: "Edit" }).click();
    await press(author, "Publish");
    expect(await notice(author)).toBe("Published.");
    await author.reload();
    expect(await author.getByRole("status").count()).toBe(0);

    await reader.goto("/");
    await reader.getByRole("link", { name: `Tigers ${label}` }).click();
    expect(await reader.locator("article em").textContent()).toBe("tigers");
    await reader.getByRole("link", { name: "Log in", exact: true }).last().click();
    expect(reader.url()).toContain("next=");
    await reader.getByRole("link", { name: "Register" }).last().click();
    await reader.getByLabel("Name").fill("Rita Reader");
    await reader.getByLabel("Email").fill(`rita-${label}@example.com`);
    await reader.getByLabel("Password").fill("a long enough password");
    await press(reader, "Register");
    expect(await reader.getByRole("link", { name: "Write", exact: true }).count()).toBe(0);
    expect(new URL(reader.url()).pathname).toBe(path);
    await reader.getByLabel("Your comment").fill("First line\nSecond line");
    await press(reader, "Comment");
    expect(await reader.locator(".said").innerText()).toBe("First line\nSecond line");

    await author.reload();
    await press(author, "Hide");
    expect(await author.getByText("Hidden", { exact: true }).count()).toBe(1);
    await reader.goto(path);
    expect(await reader.getByText("Second line").count()).toBe(0);
    await press(author, "Show");
    await reader.reload();
    await press(reader, "Delete");
    expect(await reader.getByText("Second line").count()).toBe(0);

    await reader.getByLabel("Search").fill("tiger runs");
    await press(reader, "Search");
    expect(await reader.locator("article h2").allTextContents()).toContain(`Tigers ${label}`);
    await reader.getByRole("link", { name: label, exact: true }).click();
    expect(await reader.locator("article h2").allTextContents()).toEqual([`Tigers ${label}`]);

    await author.goto(path);
    await author.getByText("Delete", { exact: true }).click();
    await press(author, "Yes, delete it");
    expect(await notice(author)).toBe("Deleted.");
    for (const page of [author, reader]) {
      await press(page, "Log out");
      expect(await notice(page)).toContain("logged out");
      await page.goto("/your-posts");
      expect(new URL(page.url()).pathname).toBe("/login");
    }
  });

  test("changing a password logs out other browsers", async () => {
    const here = await window([403]);
    await register(here, `Pat ${label}`);
    const there = await window();
    await logInAs(there, { email: `pat-${label}@example.com`, password: "a long enough password" });
    await here.getByRole("link", { name: "Account" }).click();
    await here.getByLabel("Current password").fill("wrong");
    await here.getByLabel("New password").fill("an even longer one");
    await press(here, "Change the password");
    expect(await here.getByRole("alert").innerText()).toContain("current password is wrong");
    await here.getByLabel("Current password").fill("a long enough password");
    await here.getByLabel("New password").fill("an even longer one");
    await press(here, "Change the password");
    expect(await notice(here)).toContain("was changed");
    await there.goto("/account");
    expect(new URL(there.url()).pathname).toBe("/login");
  });

  test("a form sent after the session ended keeps its input, and can be sent again after a login in another tab", async () => {
    const page = await window([401]);
    await logInAs(page);
    for (const action of ["Preview", "Publish"]) {
      await page.goto("/write");
      await page.getByLabel("Title").fill(`Written late ${label}`);
      await page.getByLabel("Text").fill("A long text");
      await page.context().clearCookies();
      await press(page, action);
      expect([await page.getByLabel("Title").inputValue(), await page.getByLabel("Text").inputValue()]).toEqual([`Written late ${label}`, "A long text"]);
      const opened = page.context().waitForEvent("page");
      await page.getByRole("alert").getByRole("link", { name: "Log in" }).click();
      await logInAs(await opened);
      await press(page, action);
      expect(await page.locator(".prose").innerText()).toBe("A long text");
    }
    expect(await notice(page)).toBe("Published.");
  });

  test("images of other sites are shown without sending a referrer", async () => {
    const page = await openWindow({ url: app.url, browser, images: "https://images.invalid/", options: { javaScriptEnabled } });
    const referrers: unknown[] = [];
    await page.route("https://images.invalid/**", (route) => {
      referrers.push(route.request().headers().referer);
      return route.fulfill({ contentType: "image/svg+xml", body: '<svg xmlns="http://www.w3.org/2000/svg" width="2000" height="50"/>' });
    });
    await logInAs(page);
    await page.goto("/write");
    await page.getByLabel("Title").fill(`Pictures ${label}`);
    await page.getByLabel("Text").fill("![A line](https://images.invalid/line.svg)");
    await press(page, "Publish");
    const box = await page.getByRole("img", { name: "A line" }).boundingBox();
    expect(box?.width).toBeGreaterThan(300);
    expect(box?.width).toBeLessThan(800);
    expect(referrers).toEqual([undefined]);
  });

  test("a refused form keeps its input, and its error links to the field", async () => {
    const page = await window([409, 422]);
    await logInAs(page);
    await page.goto("/write");
    await page.getByLabel("Title").fill("A title that is kept");
    await page.getByLabel("Text").fill("Words that are kept");
    await page.getByLabel("Tags").fill("one, two, three, four, five, six");
    await press(page, "Publish");
    await page.getByRole("alert").getByRole("link", { name: "At most five tags." }).click();
    expect(new URL(page.url()).hash).toBe("#tags");
    const tags = page.getByLabel("Tags");
    expect(await tags.getAttribute("aria-invalid")).toBe("true");
    const described = (await tags.getAttribute("aria-describedby"))?.split(" ") ?? [];
    expect(await page.locator(`#${described.at(-1)}`).textContent()).toBe("At most five tags.");
    expect([await page.getByLabel("Title").inputValue(), await page.getByLabel("Text").inputValue()]).toEqual(["A title that is kept", "Words that are kept"]);
    await tags.fill("one");
    await page.getByLabel("Address").fill("the-index-you-forgot");
    await press(page, "Publish");
    expect(await page.getByRole("alert").innerText()).toContain("already taken");
    expect(await page.getByLabel("Tags").inputValue()).toBe("one");
  });
});

inBrowser("By keyboard alone", () => {
  test("the first Tab stop skips to the content, and every focused element is visible", async () => {
    const page = await openWindow({ url: app.url, browser });
    await page.goto("/");
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement.textContent")).toBe("Skip to content");
    const seen = new Set<string>();
    for (let stop = 0; stop < 12; stop += 1) {
      const { box, outline, text } = await page.evaluate<{ box: number; outline: string; text: string }>(
        "(() => { const at = document.activeElement; const style = getComputedStyle(at); const { width, left } = at.getBoundingClientRect(); return { box: left >= 0 ? width : 0, outline: style.outlineStyle, text: at.textContent } })()",
      );
      expect(box, text).toBeGreaterThan(0);
      expect(outline, text).toBe("solid");
      seen.add(text);
      await page.keyboard.press("Tab");
    }
    expect(seen.size).toBeGreaterThan(8);
  });

  test("a user can log in", async () => {
    const page = await openWindow({ url: app.url, browser });
    await page.goto("/login");
    await page.getByLabel("Email").focus();
    await page.keyboard.type("demo@example.com");
    await page.keyboard.press("Tab");
    await page.keyboard.type("demo-password");
    await page.keyboard.press("Enter");
    await page.getByText("You are logged in").waitFor();
  });
});
