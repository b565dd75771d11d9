// One file of TypeScript -> the JavaScript that a person would have written in its place.
import { transform } from "sucrase";
import { tidied } from "./tidy-line.ts";

interface Line {
  text: string;
  /** whether it held nothing but types */
  gone: boolean;
  comment: boolean;
}

/** A file without its types, and without the comments that spoke of nothing else; empty where it held only types. */
export function withoutTypes(source: string): string {
  // The engine cuts within lines and keeps their number: line by line one sees what is left of each.
  const cut = transform(source, { transforms: ["typescript"], disableESTransforms: true, preserveDynamicImport: true }).code.split("\n");
  const lines = source.split("\n").map((before, at) => lineOf(before, cut[at] ?? ""));
  const kept = withoutGaps(withoutOrphans(lines));
  return kept.every(({ text, comment }) => comment || text === "") ? "" : `${kept.map(({ text }) => text).join("\n").trimEnd()}\n`;
}

function lineOf(before: string, after: string): Line {
  const comment = /^\s*(\/\/|\/\*|\*)/.test(before);
  if (comment || before === after) return { text: before, gone: false, comment };
  return { text: tidied(before, after), gone: /^;?$/.test(after.trim()) || isBareField(before, after), comment };
}

/** `readonly status: number;`: JavaScript needs no list of the fields that the constructor sets. */
function isBareField(before: string, after: string): boolean {
  return /^\s+\w[\w\s]*[?!]?:/.test(before) && /^\s+[\w$]+;$/.test(after);
}

/** A comment goes with the type below it. The one that opens the file speaks of the file. */
function withoutOrphans(lines: Line[]): Line[] {
  const opening = lines.findIndex(({ comment }) => !comment);
  const kept = [...lines];
  for (let at = lines.length - 1; at >= opening; at -= 1) {
    const line = kept[at];
    if (line?.comment && kept[at + 1]?.gone) kept[at] = { ...line, gone: true };
  }
  return kept;
}

/** Where lines went, no second empty line stays, and none at the beginning of a block. */
function withoutGaps(lines: Line[]): Line[] {
  const kept: Line[] = [];
  let gap = false;
  for (const line of lines) {
    const above = kept.at(-1)?.text ?? "";
    if (gap && line.text === "" && !line.gone && (above === "" || above.endsWith("{"))) continue;
    gap = line.gone || (gap && line.text === "");
    if (!line.gone) kept.push(line);
  }
  return kept;
}
