// Marks: the comments that delimit the region of a task, in every kind of file.
import { extname } from "node:path";

export type Mark = { word: "task" | "end"; id: string } | { word: "starter" };

type Form = readonly [open: string, close: string];

const html: Form[] = [["<!--", "-->"]];
const slashes: Form[] = [["//", ""]];

/** The start and end of a comment by file extension. `#` is a heading in Markdown, so marks are HTML comments there. */
const forms = new Map<string, Form[]>([
  ...[".md", ".html", ".svg", ".xml"].map((ending) => [ending, html] as const),
  ...[".ts", ".js", ".mjs", ".cjs", ".tsx", ".jsx", ".java", ".go", ".php", ".rs", ".kt"].map(
    (ending) => [ending, slashes] as const,
  ),
  [".ejs", [["<%#", "-%>"], ["<%#", "%>"], ...html]],
  [".sql", [["--", ""]]],
  [".css", [["/*", "*/"]]],
]);
const otherForms: Form[] = [["#", ""]];

/** What each mark contains. To look for plain words takes a tenth of the time of a pattern. */
const keywords = ["task ", "end ", "starter"];

const openings = new Set([...forms.values(), otherForms].flat().map(([open]) => open.replace(/[*#]/g, "\\$&")));
const anyMark = new RegExp(`^[^\\S\\n]*(?:${[...openings].join("|")})\\s*(?:task|starter|end)\\b`, "m");

/** Whether a text may contain a mark: quick tests, because most files have none. */
export function mayHoldMarks(text: string): boolean {
  return keywords.some((word) => text.includes(word)) && anyMark.test(text);
}

/** The mark on a line; undefined for any other line. */
export function markIn(path: string, line: string): Mark | undefined {
  if (!/\b(?:task|starter|end)\b/.test(line)) return undefined; // Nearly all lines: what follows is slower.
  const words = commentIn(path, line)?.text.trim().split(" ") ?? [];
  const [word, id = ""] = words;
  if (word === "starter" && words.length === 1) return { word };
  const isNamed = words.length === 2 && /^[a-z][a-z0-9-]*$/.test(id);
  return isNamed && (word === "task" || word === "end") ? { word, id } : undefined;
}

/** A line of commented code without its comment mark; any other line unchanged. */
export function uncommented(path: string, line: string): string {
  const comment = commentIn(path, line);
  return comment === undefined ? line : `${comment.indent}${comment.text}`.trimEnd();
}

/** The comment that fills a whole line. Its text keeps all spaces but the one after the comment mark. */
function commentIn(path: string, line: string): { indent: string; text: string } | undefined {
  const trimmed = line.trim();
  for (const [open, close] of forms.get(extname(path)) ?? otherForms) {
    if (!trimmed.startsWith(open) || !trimmed.endsWith(close) || trimmed.length < open.length + close.length) continue;
    const text = trimmed.slice(open.length, trimmed.length - close.length);
    return { indent: line.slice(0, line.indexOf(open)), text: text.startsWith(" ") ? text.slice(1) : text };
  }
  return undefined;
}
