// Template: a function from data to text. The published handlebars has no compiler: the build compiles all templates.
import Handlebars from "handlebars";
import { withEnding } from "./file-names.ts";
import { escapes } from "./view/escape.ts";
import { handlebarsOf, rules } from "./tags.ts";

export type Template = (data: object) => string;

const engine = Handlebars.create();
engine.registerHelper(escapes);
// Braces that are text, where handlebars would parse them.
engine.registerHelper({ open: () => "{{", brace: () => "{", endBrace: () => "}" });
// What stands between {{#specimen}} and its end is for the compiler, and is never rendered.
engine.registerHelper("specimen", () => "");

/**
 * Compiles a template.
 * @param path its path, or any name that ends in `.hbs` for a short text
 * @param source the template's text
 * @param ending that of code files in the project's language
 */
export function compile(path: string, source: string, ending = ".ts"): Template {
  const text = handlebarsOf(path, source);
  if (text.includes("{{")) {
    const template = engine.compile<object>(text, rules);
    return (data) => template(data, { data: { ending } });
  }
  const same = withEnding(text, ending); // Most files contain no tag.
  return () => same;
}
