// From a template file to handlebars: in a plain file, tags live on comment lines only, and the specimen becomes tags.
import { specimenTags } from "./specimen.ts";

/** What handlebars is told: text is escaped by our own helpers, and a name that does not exist throws. */
export const rules = { noEscape: true, strict: true };

/** A comment line, in any language that templates are written in. */
const commentLine = /^(?<indent>\s*)(?:\/\/|#|--|<!--)\s?(?<words>.*)$/;

/** The beginning of a tag. `${{ ... }}` belongs to GitHub Actions. */
const tag = /(?<!\$)\{\{/;

/**
 * The handlebars that a template stands for.
 *
 * @param path decides the rules: a name that ends in `.hbs` is handlebars throughout; in any other file only comment
 *   lines hold tags, their comment mark is dropped, and all other lines are literal
 * @param source the template's text
 */
export function handlebarsOf(path: string, source: string): string {
  const lines = path.endsWith(".hbs") || !source.includes("{{") ? source : source.split("\n").map(handlebarsLine).join("\n");
  return specimenTags(lines);
}

function handlebarsLine(line: string): string {
  const { indent = "", words = "" } = commentLine.exec(line)?.groups ?? {};
  return tag.test(words) ? indent + (words.endsWith("-->") ? words.slice(0, -3).trimEnd() : words) : literal(line);
}

function literal(line: string): string {
  return line.replaceAll("{{", "{{open}}");
}
