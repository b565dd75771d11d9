// Markdown -> HTML. What people write is text: HTML in it is shown, never run, and links lead to web addresses only.
import MarkdownIt from "markdown-it";

// Pictures would come from other sites, which our pages do not load anything from: see the policy in http/security.ts.
const markdown = new MarkdownIt({ html: false, linkify: true }).disable("image");

export function htmlFrom(body: string): string {
  // Code and tables scroll when they are wide. To do that by keyboard one has to be able to go there.
  return markdown.render(body).replace(/<(pre|table)>/g, '<$1 tabindex="0">');
}

/** The first paragraph without its markup, for lists. */
export function excerptFrom(body: string): string {
  const tokens = markdown.parse(body, {});
  const first = tokens.find(({ type }, at) => type === "inline" && tokens[at - 1]?.type === "paragraph_open");
  const words = (first?.children ?? []).map(({ type, content }) => (type === "softbreak" ? " " : content)).join("");
  return words.length > 220 ? `${words.slice(0, 220).replace(/ [^ ]*$/, "")} …` : words;
}
