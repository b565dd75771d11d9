// Blog sizes: pages stay small, also for texts that produce much more HTML than their length.
import { beforeAll, describe, expect, test } from "vitest";
import { startRoomyApp, type App } from "../support/app.ts";
import { seededRepoForThisFile } from "../support/install.ts";
import { newVisitor, type Visitor } from "../support/visitor.ts";

const longest = 50_000;
const limit = 500_000;
const fill = (unit: string, start = "") => start + unit.repeat(longest);
const table = (columns: number) => fill("|\n", `${"|".repeat(columns + 1)}\n${"|-".repeat(columns)}|\n`);
const list = Array.from({ length: 300 }, (_, depth) => `${" ".repeat(2 * depth)}- a\n`).join("");

const texts: Record<string, string> = {
  "narrow table": fill("a|b\n", "a|b\n-|-\n"), "table of 10 columns": table(10), "table of 100 columns": table(100), "table of 1,000 columns": table(1_000),
  "quotes in quotes": fill(`${">".repeat(98)}\n\n`), "quotes with one long paragraph": fill("b\n", `${">".repeat(90)}a\n`), "lists in lists": fill(`${"- ".repeat(49)}\n\n`), "deep list": list, "list of nothing": fill("-\n"), "ordered lists": fill(`${"1. ".repeat(33)}a\n`), "lists in quotes": fill(`${"> - ".repeat(24)}\n\n`),
  "emphasis": fill("*a*"), "open emphasis": fill("*a **b_c__"), "strikes": fill("~~a~~"), "code": fill("`a`"), "fences": fill("```\n"), "indented code": fill("    a\n\n"),
  "links": fill("[](a)"), "open links": fill("[a]("), "one address, many links": fill("[a]", `[a]: https://example.com/${"z".repeat(20_000)}\n\n`), "one title, many links": fill("[a]", `[a]: b "${"&".repeat(3_000)}"\n\n`), "one address, many images": fill("![a]", `[a]: https://example.com/${"z".repeat(3_000)}\n\n`), "definitions": fill("[a]: b\n"),
  "images": fill("![](https://a)"), "addresses": fill("a.io "), "mail addresses": fill("a@b.c "), "an address of signs": fill("一", "http://a.io/"), "quotation marks": fill('"'), "ampersands": fill("&"), "entities": fill("&CounterClockwiseContourIntegral;"), "signs of three bytes": fill("一"), "signs of four bytes": fill("🎉"),
  "headings": fill("#\n"), "underlined headings": fill("a\n-\n"), "rules": fill("---\n"), "html": fill("<b>"), "open html": fill("<!--"), "breaks": fill("a\\\n"), "a path of signs": fill("~/"), "words with lines": fill("a_"), "words with numbers": fill("a-1-"),
  "nested brackets": `${"[".repeat(25_000)}${"]".repeat(25_000)}`,
};

describe("The size of pages is limited for posts of any text:", () => {
  const repo = seededRepoForThisFile("blog");
  let app: App;
  let author: Visitor;
  let number = 0;

  beforeAll(async () => {
    app = await startRoomyApp(repo);
    author = await newVisitor(app, '"'.repeat(100));
    return () => app.stop();
  });

  /** Publishes a text, and returns its path; undefined where it is refused for its size. */
  async function publish(body: string): Promise<string | undefined> {
    number += 1;
    const fields = { title: `${'"'.repeat(140)}${number}`, slug: `${"é".repeat(70)}${number}`, tags: `${'&'.repeat(29)}a`, body, action: "publish" };
    const { status, text, location } = await author.post("/write", fields);
    expect([303, 422]).toContain(status);
    if (status === 422) expect(text).toContain("more than 200 kB");
    return location ?? undefined;
  }

  async function expectSmall(...paths: string[]): Promise<void> {
    for (const path of paths) {
      const { status, text } = await author.get(path);
      expect([path, status]).toEqual([path, 200]);
      expect(Buffer.byteLength(text), path).toBeLessThan(limit);
    }
  }

  test.each(Object.entries(texts))("%s: every page, list and feed stays below 500 kB", async (_, text) => {
    // The whole text, or as much of it as is accepted: twenty such posts fill the feed.
    let post = await publish(text.slice(0, longest));
    for (let length = longest / 2; post === undefined && length > 100; length /= 2) post = await publish(text.slice(0, length));
    if (post === undefined) throw new Error("Not even the beginning of this text fits.");
    await expectSmall(post, `${post}/edit`, "/", "/feed.xml", "/api/posts?limit=100");
  });

  test.each(["quotation marks", "headings", "emphasis", "list of nothing", "signs of three bytes", "images"])("the feed with twenty short posts of %s stays below 500 kB", async (kind) => {
    const text = texts[kind] ?? "";
    for (let posts = 0; posts < 20; posts += 1) await publish(text.slice(0, 2_500));
    for (let posts = 0; posts < 20; posts += 1) await publish(text.slice(0, 1_300));
    await expectSmall("/", "/feed.xml");
  });

  test("a post with twenty of the longest comments stays below 500 kB", async () => {
    const post = await publish("一".repeat(longest));
    for (let comments = 0; comments < 21; comments += 1) await author.post(`${post}/comments`, { body: '"'.repeat(2_000) });
    expect((await author.get(post ?? "")).text).toContain("Page 1 of 2");
    await expectSmall(post ?? "", `${post}?page=2`);
  });
});
