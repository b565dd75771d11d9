// Join pass: the numbered files of a folder `README.md/` become the file README.md.
import type { Draft } from "../draft.ts";

const part = /^(?<document>.*\.md)\/(?<name>\d\d-[^/]+)$/;

/** Joins numbered parts in order, with one empty line between them. */
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
  return above === undefined ? text : `${above.trimEnd()}\n\n${text}`;
}

function byPartNumber(a: string, b: string): number {
  return a < b ? -1 : 1;
}
