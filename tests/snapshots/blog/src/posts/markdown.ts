// Markdown: converts the text of a post to the HTML and the excerpt that are stored with it.
import MarkdownIt, { type Token } from "markdown-it";

// A short text can produce a long page: each `>` is a nested quote, and links can repeat an address.
const mostBytes = 200_000;
const web = ["http:", "https:", "mailto:"];
// A path, such as /posts/hello, is an address of this site.
const here = "https://example.com";

// HTML in a text is shown, never run. Deep nesting is slow to parse and hard to read.
const markdown = new MarkdownIt({ html: false, linkify: true, maxNesting: 20 });

/** Text escaped for HTML. */
export const { escapeHtml } = markdown.utils;

// `URL` parses an address the way a browser does, and so detects the "javascript:" in "java\nscript:".
markdown.validateLink = (address) =>
  URL.canParse(address, here) && web.includes(new URL(address, here).protocol);

const image = markdown.renderer.rules.image!;
markdown.renderer.rules.image = (tokens, at, ...more) => {
  const token = tokens[at]!;
  // An image that our policy does not allow is shown as its description.
  if (!/^https:/i.test(String(token.attrGet("src")))) return escapeHtml(token.content);
  token.attrSet("loading", "lazy");
  // The other site does not see which page shows its image.
  token.attrSet("referrerpolicy", "no-referrer");
  return image(tokens, at, ...more);
};

/** The HTML of a post; undefined if it would be too long. */
export function htmlFrom(body: string): string | undefined {
  // A table extends each row to its widest one. Parsing a hundred thousand cells would take too long.
  const lines = body.split("\n");
  const columns = Math.max(...lines.map((line) => line.split("|").length));
  if (lines.length * columns > 60_000) return undefined;
  const tokens = markdown.parse(body, {});
  // `[a]` repeats an address that the text contains once, so addresses are measured before they are written.
  const attributes = tokens.flatMap(({ children }) => children ?? []).flatMap(({ attrs }) => attrs ?? []);
  if (attributes.reduce((sum, [, value]) => sum + String(value).length, 0) > mostBytes) return undefined;
  const html = markdown.renderer
    .render(tokens, markdown.options, {})
    // Wide code and tables scroll. Scrolling with the keyboard needs focus.
    .replace(/<(pre|table)>/g, '<$1 tabindex="0">')
    // Our policy does not allow style attributes.
    .replace(/ style="text-align:(\w+)"/g, ' class="$1"');
  return Buffer.byteLength(html) > mostBytes ? undefined : html;
}

/** The first paragraph as plain text, for lists. Only the start of the text is searched, to be fast. */
export function excerptFrom(body: string): string {
  const tokens = markdown.parse(body.slice(0, 2_000), {});
  const paragraphs = tokens.filter((_, at) => tokens[at - 1]?.type === "paragraph_open");
  const words = paragraphs.map(wordsOf).find(Boolean) ?? "";
  // Some characters count as two: \p{Cs} is the first half of one that was cut in the middle.
  return words.length > 220 ? `${words.slice(0, 220).replace(/ [^ ]*$|\p{Cs}$/u, "")} …` : words;
}

function wordsOf({ children }: Token): string {
  const parts = (children ?? []).map(({ type, content }) => (type.endsWith("break") ? " " : content));
  return parts.join("").trim();
}
