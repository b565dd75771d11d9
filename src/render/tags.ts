// Tags: turns a template file into handlebars. In a plain file, only comment lines contain tags, and the specimen
// becomes tags.
import { withEnding } from "./file-names.ts";
import { specimenTags } from "./specimen.ts";
import { escapes } from "./view/escape.ts";

/** What a tag can call: our escapes, and braces that are text, where handlebars would parse them. */
export const helpers = {
  ...escapes,
  open: () => "{{",
  brace: () => "{",
  endBrace: () => "}",
  // What stands between {{#specimen}} and its end is for the compiler, and is never rendered.
  specimen: () => "",
};

/** Text is escaped by our own helpers, and an unknown name throws. A name that is no helper's is looked up at once. */
export const rules = {
  noEscape: true,
  strict: true,
  knownHelpersOnly: true,
  knownHelpers: Object.fromEntries(Object.keys(helpers).map((name) => [name, true])),
};

/** A comment line in any language of the templates. */
const commentLine = /^(?<indent>\s*)(?:\/\/|#|--|<!--)\s?(?<words>.*)$/;

/** The start of a tag. `${{ ... }}` belongs to GitHub Actions. */
const tag = /(?<!\$)\{\{/;

/**
 * The handlebars source of a template.
 * @param path decides the rules: a name that ends in `.hbs` is handlebars throughout; in any other file only comment
 *   lines hold tags, their comment mark is dropped, and all other lines are literal
 * @returns without tags the text as it is; otherwise with the tag `{{@ending}}` after each name of a code file
 */
export function handlebarsOf(path: string, source: string): string {
  const lines =
    path.endsWith(".hbs") || !source.includes("{{") ? source : source.split("\n").map(handlebarsLine).join("\n");
  const text = specimenTags(lines);
  return text.includes("{{") ? withEnding(text, "{{@ending}}") : text;
}

function handlebarsLine(line: string): string {
  const { indent = "", words = "" } = commentLine.exec(line)?.groups ?? {};
  return tag.test(words) ? indent + (words.endsWith("-->") ? words.slice(0, -3).trimEnd() : words) : literal(line);
}

function literal(line: string): string {
  return line.replaceAll("{{", "{{open}}");
}
