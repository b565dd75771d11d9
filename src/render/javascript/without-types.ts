// One file of TypeScript without its types: the JavaScript that a person would have written.
import { annotationsIn } from "./annotations.ts";
import { linesOf, withoutCuts } from "./cuts.ts";
import { declarationsIn } from "./declarations.ts";
import { namesUsedIn } from "./imports.ts";
import { needlessParentheses } from "./parentheses.ts";
import { parsed, rangeOf } from "./syntax.ts";

/**
 * A module without its types. Everything else stays as it is written, comments included.
 *
 * @returns "" for a module that holds nothing but types
 * @throws Error for what only a compiler can turn into JavaScript
 */
export function withoutTypes(source: string): string {
  const { program, comments } = parsed(source);
  const used = namesUsedIn(program);
  const gone = declarationsIn(program, used);
  if (program.body.every((statement) => gone.has(statement))) return "";
  const places = (comments ?? []).map(rangeOf);
  const whole = [...gone].map((node) => linesOf(rangeOf(node), source, places));
  const parts = [...annotationsIn(program, { source, gone, used }), ...needlessParentheses(program)];
  const cuts = [...whole, ...parts.map((range) => ({ ...range, lines: false }))];
  return `${withoutCuts(source, cuts).trimEnd()}\n`;
}
