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
  const within = [...annotationsIn(program, { source, gone, used }), ...needlessParentheses(program)];
  const lines = [...gone].map((node) => linesOf(rangeOf(node), source, (comments ?? []).map(rangeOf)));
  return `${withoutCuts(source, [...lines, ...within.map((range) => ({ ...range, lines: false }))]).trimEnd()}\n`;
}
