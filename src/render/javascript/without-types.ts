// Type removal: one TypeScript file as the JavaScript that a person would have written.
import { annotationsIn } from "./annotations.ts";
import { linesOf, withoutCuts } from "./cuts.ts";
import { declarationsIn } from "./declarations.ts";
import { namesUsedIn } from "./imports.ts";
import { needlessParentheses } from "./parentheses.ts";
import { parsed, rangeOf } from "./syntax.ts";

/**
 * A module without its types. Everything else stays unchanged, comments included.
 * @returns "" for a module that contains only types
 * @throws Error for what only a compiler can translate
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
