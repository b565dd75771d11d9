// Template: a function from data to text. The published handlebars has no compiler: the build compiles all templates.
import Handlebars from "handlebars";
import { withEnding } from "./file-names.ts";
import { handlebarsOf, helpers, rules } from "./tags.ts";

export type Template = (data: object) => string;

const engine = Handlebars.create();
engine.registerHelper(helpers);

/** Compiles a template; `path` is any name that decides its rules, as for `handlebarsOf`. */
export function compile(path: string, source: string): Template {
  return templateOf(handlebarsOf(path, source));
}

/** Compiled templates by ending, then by text. */
const compiled = new Map<string, Map<string, Template>>();

/**
 * Compiles handlebars, once in a process.
 * @param text as `handlebarsOf` returns it
 * @param ending that of code files in the project's language
 */
export function templateOf(text: string, ending = ".ts"): Template {
  const before = compiled.get(ending) ?? new Map<string, Template>();
  const template = before.get(text) ?? newTemplate(text, ending);
  compiled.set(ending, before.set(text, template));
  return template;
}

function newTemplate(text: string, ending: string): Template {
  if (text.includes("{{")) {
    const template = engine.compile<object>(text, rules);
    return (data) => template(data, { data: { ending } });
  }
  const same = withEnding(text, ending); // Most files contain no tag.
  return () => same;
}
