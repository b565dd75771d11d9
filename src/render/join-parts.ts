// Join pass: the numbered files of a folder `README.md/` become the file README.md.
import type { Draft } from "../draft.ts";

const part = /^(?<document>.*\.md)\/(?<name>\d\d-[^/]+)$/;

const listItem = /^- /;

/** Joins numbered parts in order, with an empty line between them. A list that continues in the next part stays one. */
export function joinParts(files: Draft): Draft {
  const joined: Draft = new Map();
  for (const path of [...files.keys()].sort(byPartNumber)) {
    const document = part.exec(path)?.groups?.document;
    const text = files.get(path) ?? "";
    if (document === undefined) joined.set(path, text);
    else joined.set(document, append(joined.get(document), text));
  }
  return joined;
}

function append(above: string | undefined, text: string): string {
  if (above === undefined) return text;
  const goesOn = listItem.test(lastLine(above)) && listItem.test(text);
  return `${above.trimEnd()}${goesOn ? "\n" : "\n\n"}${text}`;
}

function lastLine(text: string): string {
  return text.trimEnd().split("\n").at(-1) ?? "";
}

function byPartNumber(a: string, b: string): number {
  return a < b ? -1 : 1;
}
