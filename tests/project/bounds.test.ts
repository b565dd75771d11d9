// Bounds: schema and the check of example rows agree on every value near the bounds, samples are valid, and the column has
// the same bounds. That the database agrees is tested in tests/drafts/values-in-database.test.ts.
import { runInThisContext } from "node:vm";
import { expect, test } from "vitest";
import { boundsInWords } from "../../src/project/resource/bounds.ts";
import { nameFrom } from "../../src/project/resource/names.ts";
import { parseField } from "../../src/project/resource/parse-field.ts";
import { bounded, schemaOf, seeded, viewOf } from "../support/field-values.ts";

test.each(bounded)("%s: schema and check of seeds accept the same values, and samples are valid", (spelled, values, column) => {
  const field = parseField(`value:${spelled}`, nameFrom("thing"));
  const [view, schema] = [viewOf(field), schemaOf(field)];
  expect(view.sql).toBe(column);
  const fits = values.filter((value) => schema.safeParse(value).success);
  expect(values.filter((value) => seeded(value, field))).toEqual(fits);
  expect(fits.length).toBeGreaterThan(0);
  expect(fits.length).toBeLessThan(values.length);
  const sampleOf = samples();
  const sampled = Array.from({ length: 1_200 }, () => sampleOf(view.sample));
  for (const sample of sampled) expect(schema.safeParse(sample).success, String(sample)).toBe(true);
  if (field.unique) expect(new Set(sampled.slice(0, 1_000)).size).toBe(1_000);
  for (const outside of view.outside) expect(schema.safeParse(sampleOf(outside)).success, outside).toBe(false);
  for (const row of [1, 2, 3]) expect(schema.safeParse(JSON.parse(view.seed(row) ?? "null")).success).toBe(true);
});

/** The values of generated code that counts its samples. */
function samples(): (code: string) => unknown {
  let last = 0;
  const unique = () => (last += 1);
  return (code) => (runInThisContext(`(unique) => (${code})`) as (next: () => number) => unknown)(unique);
}

test.each([
  ["integer", ""],
  ["string", ""],
  ["integer:min(2)", " of at least 2"],
  ["integer:max(5)", " of at most 5"],
  ["decimal:min(0.5):max(0.75)", " from 0.5 to 0.75"],
  ["string:min(2)", " of at least 2 characters"],
  ["string:max(9)", " of 1 to 9 characters"],
  ["text:min(2):max(9)", " of 2 to 9 characters"],
])("the bounds of %s in words: %j", (spelled, words) => {
  expect(boundsInWords(parseField(`value:${spelled}`, nameFrom("thing")))).toBe(words);
});
