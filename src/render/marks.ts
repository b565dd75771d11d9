// Marks: the comments that bound the region of a task, in every kind of file.
import { extname } from "node:path";

/** The word of a mark, and the task that it is about. */
export type Mark = { word: "task" | "end"; id: string } | { word: "starter" };

type Form = readonly [open: string, close: string];

const html: Form[] = [["<!--", "-->"]];
const slashes: Form[] = [["//", ""]];

/** How a comment begins and ends, by the ending of a file's name. `#` is a heading in Markdown, so marks are HTML comments there. */
const forms = new Map<string, Form[]>([
  ...[".md", ".html", ".svg", ".xml"].map((ending) => [ending, html] as const),
  ...[".ts", ".js", ".mjs", ".cjs", ".tsx", ".jsx", ".java", ".go", ".php", ".rs", ".kt"].map((ending) => [ending, slashes] as const),
  [".ejs", [["<%#", "-%>"], ["<%#", "%>"], ...html]],
  [".sql", [["--", ""]]],
  [".css", [["/*", "*/"]]],
]);
const otherForms: Form[] = [["#", ""]];

/** The mark that a line is; undefined for every other line. */
export function markIn(path: string, line: string): Mark | undefined {
  const words = commentIn(path, line)?.text.trim().split(" ") ?? [];
  const [word, id = ""] = words;
  if (word === "starter" && words.length === 1) return { word };
  const isNamed = words.length === 2 && /^[a-z][a-z0-9-]*$/.test(id);
  return isNamed && (word === "task" || word === "end") ? { word, id } : undefined;
}

/** A line of commented code without its comment mark; any other line as it is. */
export function uncommented(path: string, line: string): string {
  const comment = commentIn(path, line);
  return comment === undefined ? line : `${comment.indent}${comment.text}`.trimEnd();
}

/** The comment that a whole line is. Its text keeps all spaces but the one after the mark. */
function commentIn(path: string, line: string): { indent: string; text: string } | undefined {
  const trimmed = line.trim();
  for (const [open, close] of forms.get(extname(path)) ?? otherForms) {
    if (!trimmed.startsWith(open) || !trimmed.endsWith(close) || trimmed.length < open.length + close.length) continue;
    const text = trimmed.slice(open.length, trimmed.length - close.length);
    return { indent: line.slice(0, line.indexOf(open)), text: text.startsWith(" ") ? text.slice(1) : text };
  }
  return undefined;
}
