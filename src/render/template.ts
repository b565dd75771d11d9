// One template -> a function of its data. The published command's handlebars comes with all templates compiled by the build.
import Handlebars from "handlebars";
import { escapes } from "./view/escape.ts";
import { handlebarsOf, rules } from "./tags.ts";

export type Template = (data: object) => string;

const engine = Handlebars.create();
engine.registerHelper(escapes);
// Braces that are text, where handlebars would take them for its own.
engine.registerHelper({ open: () => "{{", brace: () => "{", endBrace: () => "}" });
// What stands between {{#specimen}} and its end is for the compiler, and is never rendered.
engine.registerHelper("specimen", () => "");

/**
 * Prepares a template.
 *
 * @param path where it lies, or any name that ends in `.hbs` for a short text
 * @param source the template's text
 */
export function compile(path: string, source: string): Template {
  const text = handlebarsOf(path, source);
  // Most files are code as it stands.
  return text.includes("{{") ? engine.compile(text, rules) : () => text;
}
