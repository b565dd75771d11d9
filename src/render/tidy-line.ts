// What a line still shows of the types that were cut out of it: gaps, empty braces, parentheses around a cast.

/**
 * A line as a person would have written it without types.
 *
 * @param before the line with its types
 * @param after the same line, its types cut out
 */
export function tidied(before: string, after: string): string {
  const indent = /^\s*/.exec(before)?.[0] ?? "";
  const { text, restore } = withoutLiterals(after.trim());
  return indent + restore(withoutGaps(withoutCasts(withoutEmptyNames(text))));
}

/** Strings, patterns and comments hold what looks like code: they are set aside. */
const literal = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`|(?<=[(=:,!&|?])\s*\/(?![/*])(?:[^/\\[]|\\.|\[(?:[^\]\\]|\\.)*\])+\/\w*|\/\/.*/g;

function withoutLiterals(line: string): { text: string; restore: (text: string) => string } {
  const literals: string[] = [];
  const text = line.replace(literal, (found) => `"${literals.push(found) - 1}"`);
  return { text, restore: (changed) => changed.replace(/"(\d+)"/g, (_, at: string) => literals[Number(at)] ?? "") };
}

/** `import x, { } from`, `import { y, } from`: what was named there was a type. */
function withoutEmptyNames(line: string): string {
  return /^(import|export)\b/.test(line) ? line.replace(/,\s*\{\s*\}/, "").replace(/,\s*\}/, " }") : line;
}

/** A member of a member, a call: what needs no parentheses before the next dot. */
const chain = /^(new )?[\w$"]+(\.[\w$]+|\([^()]*\)|\[[^[\]]*\])*$/;

/** `(app.address() ).port` -> `app.address().port`, and `(a ? b : c) ;` -> `a ? b : c;` */
function withoutCasts(line: string): string {
  for (let close = line.length; (close = line.lastIndexOf(")", close - 1)) >= 0; ) {
    const open = openingOf(line, close);
    if (open === undefined || /[\w$)\]]$/.test(line.slice(0, open))) continue;
    const [head, inner, tail] = [line.slice(0, open), line.slice(open + 1, close), line.slice(close + 1)];
    const wasCast = inner.endsWith(" ") && chain.test(inner.trim());
    const castFollows = /^(\s+[;,)\]]|\s+$|\s{2,}\})/.test(tail) && /(=>|[^=]=|:|return)\s$/.test(head) && !inner.startsWith("{");
    if (wasCast || castFollows) line = `${head}${inner.trim()}${tail}`;
  }
  return line;
}

function openingOf(line: string, close: number): number | undefined {
  let depth = 0;
  for (let at = close; at >= 0; at -= 1) {
    if (line[at] === ")") depth += 1;
    if (line[at] === "(") depth -= 1;
    if (depth === 0) return at;
  }
  return undefined;
}

function withoutGaps(line: string): string {
  return line.replace(/(?<!\s)\s+(?=[;,)\]]|\.[a-z_$])/gi, "").replace(/\s{2,}/g, " ");
}
