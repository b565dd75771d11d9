// One template file -> a function of its data. In a plain file, handlebars lives on comment lines only.
import Handlebars from "handlebars";
import { escapes } from "./escape.ts";
import { specimenTags } from "./specimen.ts";

export type Template = (data: object) => string;

const engine = Handlebars.create();
engine.registerHelper(escapes);
// Braces that are text, where handlebars would take them for its own.
engine.registerHelper({ open: () => "{{", brace: () => "{", endBrace: () => "}" });
// What stands between {{#specimen}} and its end is for the compiler, and is never rendered.
engine.registerHelper("specimen", () => "");

/** A comment line that carries a tag, in any language we write templates in. `${{ ... }}` is not ours but GitHub's. */
const tagLine = /^(?<indent>\s*)(?:\/\/|#|--|<!--)\s?(?<tag>.*(?<!\$)\{\{.*?)(?:\s*-->)?$/;

/**
 * Prepares a template.
 *
 * @param path decides the rules: a name that ends in `.hbs` is handlebars throughout; in any other file only comment
 *   lines hold tags, their comment mark is dropped, and all other lines are literal
 * @param source the template's text
 */
export function compile(path: string, source: string): Template {
  const text = handlebarsOf(path, source);
  // Most files are code as it stands.
  return text.includes("{{") ? engine.compile(text, { noEscape: true, strict: true }) : () => text;
}

/** The handlebars that a template stands for. */
export function handlebarsOf(path: string, source: string): string {
  const lines = path.endsWith(".hbs") || !source.includes("{{") ? source : source.split("\n").map(handlebarsLine).join("\n");
  return specimenTags(lines);
}

function handlebarsLine(line: string): string {
  const { indent, tag } = tagLine.exec(line)?.groups ?? {};
  return tag === undefined ? literal(line) : `${indent}${tag}`;
}

function literal(line: string): string {
  return line.replaceAll("{{", "{{open}}");
}
