// Cuts: removes parts of a source text, with the comments about them and the gaps that remain.
import type { Range } from "./syntax.ts";

export interface Cut extends Range {
  /** whether these are whole lines, so that empty lines around them may be removed too */
  lines: boolean;
}

/** The text without some parts, given in any order; they may overlap. */
export function withoutCuts(source: string, cuts: Cut[]): string {
  let [text, from] = ["", 0];
  for (const { start, end, lines } of separate(cuts)) {
    text += source.slice(from, start);
    from = end;
    if (!lines) continue;
    if (/^[ \t]*(\}|$)/.test(source.slice(from))) text = text.replace(/\n\n$/, "\n");
    while (source[from] === "\n" && (text === "" || /(\n|\{)\n$/.test(text))) from += 1;
  }
  return text + source.slice(from);
}

function separate(cuts: Cut[]): Cut[] {
  const apart: Cut[] = [];
  for (const cut of cuts.filter(({ start, end }) => end > start).sort((a, b) => a.start - b.start)) {
    const last = apart.at(-1);
    if (last === undefined || cut.start >= last.end) apart.push({ ...cut });
    else Object.assign(last, { end: Math.max(last.end, cut.end), lines: last.lines || cut.lines });
  }
  return apart;
}

/**
 * The lines of a removed statement, with the comment above it and the one after it. A statement that shares its line is
 * removed alone.
 */
export function linesOf({ start, end }: Range, source: string, comments: Range[]): Cut {
  const lineEnd = (source + "\n").indexOf("\n", end);
  const comment = comments.find((range) => range.start >= end && range.end <= lineEnd);
  const first = lineStart(source, start);
  const alone = isBlank(source, first, start) && isBlank(source, end, comment?.start ?? lineEnd);
  if (!alone) return { start, end: end + spaces(source, end), lines: false };
  return { start: withCommentsAbove(first, source, comments), end: lineEnd + 1, lines: true };
}

/** The first comment of a file is about the file, whatever follows it. */
function withCommentsAbove(first: number, source: string, comments: Range[]): number {
  let top = first;
  for (const { start, end } of comments.toReversed()) {
    const line = lineStart(source, start);
    if (end === top - 1 && isBlank(source, line, start)) top = line;
  }
  return top === 0 ? first : top;
}

function lineStart(source: string, at: number): number {
  return source.lastIndexOf("\n", at - 1) + 1;
}

function isBlank(source: string, start: number, end: number): boolean {
  return source.slice(start, end).trim() === "";
}

function spaces(source: string, at: number): number {
  return /^[ \t]*/.exec(source.slice(at))?.[0].length ?? 0;
}
