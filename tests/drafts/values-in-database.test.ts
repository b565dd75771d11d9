// Values in the database: it accepts every value and default that our checks accept, and the same values near bounds as the
// app's schema.
import { PGlite } from "@electric-sql/pglite";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { FieldType } from "../../src/catalog/field-types.ts";
import { nameFrom } from "../../src/project/resource/names.ts";
import { checkSeeds } from "../../src/project/resource/check-seeds.ts";
import { parseField } from "../../src/project/resource/parse-field.ts";
import { parseResource } from "../../src/project/resource/parse-resource.ts";
import type { Field } from "../../src/project/resource/resource.ts";
import { UserError } from "../../src/user-error.ts";
import { anyText, bounded, defaultFrom, examplesOf, fieldOf, fromFile, isDefault, schemaOf, seeded, types, viewOf } from "../support/field-values.ts";

const runs = process.env.TEST_ALL === "1" ? 2_000 : 50;
let database: PGlite;

beforeAll(async () => {
  database = await PGlite.create();
  for (const type of types) await database.exec(`create table values_of_${type} (${viewOf(fieldOf(type)).sql})`);
}, 60_000);
afterAll(() => database.close());

test.each(types)(`${runs} random values of a %s: those accepted by the check of seeds are stored`, async (type) => {
  let accepted = 0;
  const [field, schema] = [fieldOf(type), schemaOf(fieldOf(type))];
  await fc.assert(
    fc.asyncProperty(anyText, async (text) => {
      const value = fromFile(text);
      if (value === undefined || !seeded(value, field)) return;
      accepted += 1;
      await database.query(`insert into values_of_${type} values ($1)`, [schema.parse(value)]);
    }),
    { numRuns: runs, examples: examplesOf(type) },
  );
  expect(accepted).toBeGreaterThan(0);
});

test.each(types)(`${runs} random defaults of a %s: those accepted by the grammar are defaults of a column`, async (type) => {
  await fc.assert(
    fc.asyncProperty(anyText, async (json) => {
      const text = defaultFrom(json);
      if (!isDefault(text, type)) return;
      await database.exec(`create temporary table defaults (${viewOf(fieldOf(type, text)).sql}); insert into defaults default values; drop table defaults`);
    }),
    { numRuns: runs },
  );
});

test.each(bounded)("%s: schema and table accept the same values", async (spelled, values) => {
  const field = parseField(`value:${spelled}`, nameFrom("thing"));
  const schema = schemaOf(field);
  await database.exec(`drop table if exists things; create table things (${viewOf(field).sql})`);
  for (const value of values) expect(await stored(value), String(value)).toBe(schema.safeParse(value).success);
});

/** A unique field of the type; undefined if the grammar has none. */
function spelledUnique(type: FieldType): Field | undefined {
  try {
    return parseField(`value:${type}:unique`, nameFrom("thing"));
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

/** The same text in the other case. */
function inOtherCase(value: unknown): unknown {
  return typeof value !== "string" ? value : value === value.toLowerCase() ? value.toUpperCase() : value.toLowerCase();
}

test.each(types.filter((type) => spelledUnique(type) !== undefined))(`${runs} random pairs of a unique %s: the check of seeds refuses those that the database refuses`, async (type) => {
  const field = spelledUnique(type) as Field;
  const [resource, schema] = [parseResource(`thing value:${type}:unique`), schemaOf(field)];
  await database.exec(`create table pairs_of_${type} (${viewOf(field).sql})`);
  const insert = (value: unknown) => database.query(`insert into pairs_of_${type} values ($1)`, [schema.parse(value)]);
  let refused = 0;
  await fc.assert(
    fc.asyncProperty(anyText, fc.boolean(), async (text, same) => {
      const value = fromFile(text);
      const twin = same ? value : inOtherCase(value);
      if (value === undefined || !seeded(value, field) || !seeded(twin, field)) return;
      await database.exec(`delete from pairs_of_${type}`);
      await insert(value);
      const isStored = await insert(twin).then(() => true, () => false);
      const check = () => checkSeeds({ things: [{ value }, { value: twin }] }, [resource]);
      if (isStored) expect(check).not.toThrow();
      else expect(check).toThrow(/^Two rows of things/);
      if (!isStored) refused += 1;
    }),
    { numRuns: runs, examples: examplesOf(type).flatMap(([text]): [string, boolean][] => [[text, true], [text, false]]) },
  );
  expect(refused).toBeGreaterThan(0);
});

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
