// Seed rows: the example rows of a resource, from the idea if they fit, else values that its field types suggest.
import { valuesOf } from "../../project/resource/bounds.ts";
import { userRef, type Field, type Resource } from "../../project/resource/resource.ts";
import type { FieldView } from "./field-view.ts";

const rows = [1, 2, 3];

/**
 * The number of suggested rows per resource, by kebab-case singular name. It is smaller if a rule would refuse more,
 * because all examples belong to one account.
 * @param resources in the order in which their rows are inserted
 */
export function rowsSuggested(resources: Resource[]): Map<string, number> {
  const counts = new Map([[userRef, 1]]);
  for (const { singular, fields, together } of resources) {
    const rules = [
      ...fields.filter(({ unique }) => unique).map((field) => [field]),
      ...together.map((rule) => fields.filter(({ name }) => rule.includes(name.camel))),
    ];
    counts.set(
      singular.kebab,
      Math.min(rows.length, ...rules.map((rule) => Math.max(...rule.map((field) => differing(field, counts))))),
    );
  }
  return counts;
}

/** The number of different example values of a field. A reference that cannot be set yet is null, never equal. */
function differing(field: Field, counts: Map<string, number>): number {
  if (field.ref !== undefined) return counts.get(field.ref) ?? rows.length;
  return field.type === "enum" || field.type === "boolean" ? 1 : Math.min(valuesOf(field), rows.length);
}

/** The example rows by field; a reference is written "authors#1": the first row of authors. */
export function seedRows(
  fields: FieldView[],
  count = rows.length,
  themed?: Record<string, unknown>[],
): Record<string, unknown>[] {
  return themed ?? rows.slice(0, count).map((row) => suggested(fields, row));
}

function suggested(fields: FieldView[], row: number): Record<string, unknown> {
  const pairs = fields.map(({ name, seed }) => [name, seed(row)] as const).filter(([, json]) => json !== undefined);
  return Object.fromEntries(pairs.map(([name, json]) => [name, JSON.parse(json ?? "null") as unknown]));
}
