// Excerpt tests: what lists and the feed show of a post.
import { expect, test } from "vitest";
import { excerptFrom } from "../src/posts/markdown.ts";

// task test-excerpts
test("The first paragraph with words is the excerpt, without the signs of Markdown", () => {
  expect(excerptFrom("# Heading\n\n**Strong** and [linked](/page).\n\nMore.")).toBe("Strong and linked.");
  expect(excerptFrom("![](https://example.com/a.png)\n\nBelow an image.")).toBe("Below an image.");
});

test("The lines of a paragraph become one line", () => {
  expect(excerptFrom("One line\nand another.")).toBe("One line and another.");
});

test("A text without a paragraph has no excerpt", () => {
  expect(excerptFrom("")).toBe("");
  expect(excerptFrom("# Only a heading")).toBe("");
});

test("A long paragraph ends after a whole word, with dots", () => {
  const excerpt = excerptFrom("Fifteen letters ".repeat(40));
  expect(excerpt).toMatch(/ (Fifteen|letters) …$/);
  expect(excerpt.length).toBeLessThanOrEqual(222);
});
// starter
// test("A post has an excerpt", () => {
//   expect(excerptFrom("Some words.")).toBeDefined();
// });
// end test-excerpts
