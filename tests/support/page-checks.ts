// Page checks: whether a page is accessible, valid, and no wider than the window.
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import axe, { type AxeResults } from "axe-core";
import { execa } from "execa";
import { HtmlValidate } from "html-validate";
import type { Page } from "playwright-core";
import { expect } from "vitest";

const validator = new HtmlValidate({
  extends: ["html-validate:standard", "html-validate:document"],
  rules: {
    // Not about validity: search engines, and files from other sites, which do not exist here.
    "long-title": "off",
    "require-sri": "off",
  },
});

const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Expects no findings of axe, in the current colours and width of the page. */
export async function expectAccessible(page: Page): Promise<void> {
  // A click returns when the next page has started to load, possibly before its stylesheet.
  await page.waitForLoadState("load");
  // The debugger injects the script, because the page's policy forbids it.
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<AxeResults>(`axe.run(document, { runOnly: ${JSON.stringify(rules)} })`);
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`), page.url()).toEqual([]);
}

/** Expects valid HTML as it was sent. */
export async function expectValidHtml(html: string, name: string): Promise<void> {
  const { results } = await validator.validateString(html);
  expect(results.flatMap(({ messages }) => messages.map(({ ruleId, message, line }) => `${ruleId} in line ${line}: ${message}`)), name).toEqual([]);
}

export const howToInstallJava = "install Java: apt-get install default-jre-headless";

/** The program that runs the W3C's checker. */
export const javaProgram = (process.env.PATH ?? "").split(delimiter).map((folder) => join(folder, "java")).find(existsSync);

/** Fails for every error that the Nu Html Checker (vnu) finds. @param pages HTML by name, as it was sent */
export async function expectNoErrorInVnu(pages: Map<string, string>): Promise<void> {
  const checker = join(createRequire(import.meta.url).resolve("vnu-jar/package.json"), "../build/dist/vnu.jar");
  const folder = mkdtempSync(join(tmpdir(), "backend-starter-vnu-"));
  const names = [...pages.keys()];
  names.forEach((name, number) => writeFileSync(join(folder, `${number}.html`), pages.get(name) ?? ""));
  expect(readdirSync(folder)).toHaveLength(names.length);
  const { stdout } = await execa(javaProgram ?? "java", ["-jar", checker, "--exit-zero-always", "--stdout", "--errors-only", "--format", "json", folder]);
  rmSync(folder, { recursive: true });
  const { messages } = JSON.parse(stdout) as { messages: { type: string; url: string; lastLine?: number; message: string }[] };
  expect(messages.map(({ url, lastLine, message }) => `${names[Number(/(\d+)\.html$/.exec(url)?.[1])]}, line ${lastLine}: ${message}`)).toEqual([]);
}

/** Expects no horizontal overflow. */
export async function expectNoWider(page: Page): Promise<void> {
  const { wide, window } = await page.evaluate<{ wide: number; window: number }>("({ wide: document.documentElement.scrollWidth, window: innerWidth })");
  expect(wide, `${page.url()} at ${window} px`).toBeLessThanOrEqual(window);
}
