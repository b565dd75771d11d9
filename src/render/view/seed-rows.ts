// Seed rows: the example rows of a resource, from the idea if they fit, else values that its field types suggest.
import type { FieldView } from "./field-view.ts";

const rows = [1, 2, 3];

/** The example rows by field; a reference is written "authors#1": the first row of authors. */
export function seedRows(fields: FieldView[], themed?: Record<string, unknown>[]): Record<string, unknown>[] {
  return themed ?? rows.map((row) => suggested(fields, row));
}

function suggested(fields: FieldView[], row: number): Record<string, unknown> {
  const pairs = fields.map(({ name, seed }) => [name, seed(row)] as const).filter(([, json]) => json !== undefined);
  return Object.fromEntries(pairs.map(([name, json]) => [name, JSON.parse(json ?? "null") as unknown]));
}
