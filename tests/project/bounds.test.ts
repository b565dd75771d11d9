// Bounds: schema, table and the check of example rows agree on every value near the bounds.
import { runInThisContext } from "node:vm";
import { PGlite } from "@electric-sql/pglite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { openCatalog } from "../../src/catalog/catalog.ts";
import { nameFrom } from "../../src/project/resource/names.ts";
import { parseField } from "../../src/project/resource/parse-field.ts";
import { checkSeedValue } from "../../src/project/resource/seed-value.ts";
import { fieldView } from "../../src/render/view/field-view.ts";
import { UserError } from "../../src/user-error.ts";

const catalog = openCatalog();
const [stack] = catalog.stacks.values();
const [kind] = catalog.databases.values();
if (stack === undefined || kind === undefined) throw new Error("The catalog is empty.");
let database: PGlite;

beforeAll(async () => {
  database = await PGlite.create();
}, 60_000);
afterAll(() => database.close());

const texts = ["x", "xx", "xxx", "🎉", "🎉🎉", "🎉🎉🎉", "x".repeat(11), "x".repeat(12), "x".repeat(13), "é".repeat(12)];
const numbers = [-21, -20, -19, -8, -7, -6, -1, 0, 1, 2, 4, 5, 6, 999, 1000, 1001];
const hundredths = [-0.02, -0.01, 0, 0.01, 0.24, 0.25, 0.26, 0.74, 0.75, 0.76, 1];

test.each<[string, (string | number)[]]>([
  ["string:min(2)", texts],
  ["string:max(2)", texts],
  ["string:min(2):max(2):unique", texts],
  ["text:min(12)", texts],
  ["text:max(12)", texts],
  ["integer:min(1):max(5)", numbers],
  ["integer:min(0)", numbers],
  ["integer:max(-7)", numbers],
  ["integer:min(1000):unique", numbers],
  ["decimal:min(0.25):max(0.75)", hundredths],
  ["decimal:min(0.01)", hundredths],
  ["decimal:max(-0.01)", hundredths],
])("%s: schema, table and check of seeds accept the same values, and samples are valid", async (spelled, values) => {
  const field = parseField(`value:${spelled}`, nameFrom("thing"));
  const view = fieldView(field, { stack, database: kind, late: false, self: false });
  const { schema, unique } = evaluated(view.schema);
  await database.exec(`drop table if exists things; create table things (${view.sql})`);
  let taken = 0;
  for (const value of values) {
    const fits = schema.safeParse(value).success;
    expect(await stored(value), String(value)).toBe(fits);
    expect(seeded(value), String(value)).toBe(fits);
    if (fits) taken += 1;
  }
  expect(taken).toBeGreaterThan(0);
  expect(taken).toBeLessThan(values.length);
  const samples = Array.from({ length: 1_200 }, () => sampleOf(view.sample, unique));
  for (const sample of samples) expect(schema.safeParse(sample).success, String(sample)).toBe(true);
  if (field.unique) expect(new Set(samples.slice(0, 1_000)).size).toBe(1_000);
  for (const outside of view.outside) expect(schema.safeParse(sampleOf(outside, unique)).success, outside).toBe(false);
  for (const row of [1, 2, 3]) expect(schema.safeParse(JSON.parse(view.seed(row) ?? "null")).success).toBe(true);

  function seeded(value: unknown): boolean {
    try {
      checkSeedValue("Row 1", value, field, new Map());
      return true;
    } catch (error) {
      if (error instanceof UserError) return false;
      throw error;
    }
  }
});

function evaluated(code: string): { schema: z.ZodType; unique: () => number } {
  let last = 0;
  const schema = (runInThisContext(`(z) => (${code})`) as (library: typeof z) => z.ZodType)(z);
  return { schema, unique: () => (last += 1) };
}

function sampleOf(code: string, unique: () => number): unknown {
  return (runInThisContext(`(unique) => (${code})`) as (next: () => number) => unknown)(unique);
}

/** Whether the table accepts a value. Expects that only a check constraint refuses one. */
async function stored(value: unknown): Promise<boolean> {
  try {
    await database.query("insert into things values ($1)", [value]);
    return true;
  } catch (error) {
    expect(String(error)).toMatch(/violates check constraint/);
    return false;
  }
}
