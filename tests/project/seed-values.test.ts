// Seed values: every value that the check of an idea accepts is accepted by the app's schema and by the database.
import { runInThisContext } from "node:vm";
import { PGlite } from "@electric-sql/pglite";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { z } from "zod";
import { openCatalog } from "../../src/catalog/catalog.ts";
import { fieldTypes, type FieldType } from "../../src/catalog/field-types.ts";
import { checkDefault } from "../../src/project/resource/field-defaults.ts";
import { nameFrom } from "../../src/project/resource/names.ts";
import type { Field } from "../../src/project/resource/resource.ts";
import { checkSeedValue } from "../../src/project/resource/seed-value.ts";
import { NotJson, parseJson } from "../../src/json-file.ts";
import { fieldView } from "../../src/render/view/field-view.ts";
import { UserError } from "../../src/user-error.ts";

const catalog = openCatalog();
const [stack] = catalog.stacks.values();
const [kind] = catalog.databases.values();
if (stack === undefined || kind === undefined) throw new Error("The catalog is empty.");
const runs = process.env.TEST_ALL === "1" ? 2_000 : 50;
const types = fieldTypes.filter((type) => type !== "ref");
let database: PGlite;

beforeAll(async () => {
  database = await PGlite.create();
  for (const type of types) await database.exec(`create table values_of_${type} (${viewOf(type).sql})`);
}, 60_000);
afterAll(() => database.close());

function fieldOf(type: FieldType, initial?: string): Field {
  return { name: nameFrom("value"), type, optional: false, unique: false, index: false, own: false, values: type === "enum" ? ["one", "constructor", "null"] : [], default: initial };
}

function viewOf(type: FieldType, initial?: string) {
  return fieldView(fieldOf(type, initial), { stack: stack!, database: kind!, late: false, self: false });
}

const characters = fc.oneof(fc.string({ unit: "binary", maxLength: 30 }), fc.constantFrom("\0", "\ud800", "\udc00x", "x\u0001", "\ufffe", "🎉", " x", "x ", "é", "x".repeat(200), "🎉".repeat(101), "x".repeat(10_001), ""));
const days = fc.tuple(fc.constantFrom("0000", "0001", "0999", "1000", "1900", "2024", "2026", "9999", "10000"), fc.constantFrom("00", "01", "02", "12", "13"), fc.constantFrom("00", "01", "28", "29", "30", "31", "32")).map((pieces) => pieces.join("-"));
const times = fc.constantFrom("00:00:00", "09:00:00", "23:59:59", "24:00:00", "23:59:60", "23:60:00", "25:00:00", "09:00", "09:00:00.123");
const numbers = fc.oneof(fc.integer(), fc.double(), fc.double({ min: -1e11, max: 1e11 }).map((value) => Math.round(value * 100) / 100), fc.constantFrom(-0, 1e-7, 0.1 + 0.2, 2 ** 31, -(2 ** 31), 9_999_999_999.99, 9_999_999_999, 1e21, 2 ** 53, Infinity, NaN));
const words = fc.constantFrom("one", "constructor", "null", "true", "false", "today", "now", "{}", '{"a":"\\u0000"}', '{"a":1e999}', "a@b.co", "a..b@b.co", ".a@b.co", "a@b", "a@-b.co", "a@b.c", "O'N@b.co", "ä@b.co", "a@b.123", "http://x", "https://e x.com", "https://[::1", "https://\0.com", "https://example.com/\ud800", "HTTPS://example.com", "http://a\tb", `https://x.co/${"x".repeat(490)}`, "00000000-0000-4000-8000-000000000001", "00000000-0000-0000-0000-000000000000", "00000000-0000-9000-8000-000000000001");
const json = fc.oneof(fc.dictionary(characters, fc.jsonValue({ stringUnit: "binary" })), fc.constant({ ["__proto__"]: 1, constructor: { prototype: 1 }, "": [null, 1e308, -0] }), characters.map((text) => ({ deep: [{ [text]: [text] }] })));
const plain: fc.Arbitrary<unknown> = fc.oneof(characters, words, numbers, days, fc.tuple(days, times, fc.constantFrom("Z", "", "+01:00")).map(([day, time, zone]) => `${day}T${time}${zone}`), json, fc.boolean(), fc.constant(null));
/** JSON texts of values, as a file contains them. */
const anyText = fc.oneof({ weight: 20, arbitrary: plain.map((value) => JSON.stringify(value)) }, { weight: 1, arbitrary: fc.constantFrom(nested(40), nested(60), nested(9_000), '{"a":1e999}', "1e999", '{"__proto__":{"a":1}}') });
/** Valid values, so that every type is tested with at least one. */
const fitting: Partial<Record<FieldType, unknown>> = { integer: 7, decimal: 7.5, email: "ann@example.com", datetime: "2026-01-31T09:00:00Z", date: "2026-01-31", url: "https://example.com", uuid: "00000000-0000-4000-8000-00000000000A" };

function nested(depth: number): string {
  return `${'{"deeper":'.repeat(depth)}{}${"}".repeat(depth)}`;
}

/** The value of an expression in generated code. */
function valueOf(code: string): unknown {
  return (runInThisContext(`(z) => (${code})`) as (library: typeof z) => unknown)(z);
}

/** The value as an idea's file contains it, or undefined if the file is refused. */
function fromFile(text: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof NotJson) return undefined;
    throw error;
  }
}

function accepts(check: () => void): boolean {
  try {
    check();
    return true;
  } catch (error) {
    if (error instanceof UserError) return false;
    throw error;
  }
}

test.each(types)(`${runs} random values of a %s: those accepted by the check of seeds fit the app's schema and the database`, { timeout: 120_000 }, async (type) => {
  let accepted = 0;
  const schema = valueOf(viewOf(type).schema) as z.ZodType;
  await fc.assert(
    fc.asyncProperty(anyText, async (text) => {
      const value = fromFile(text);
      if (value === undefined || !accepts(() => checkSeedValue("Row 1", value, fieldOf(type), new Map()))) return;
      accepted += 1;
      const stored = schema.parse(value);
      await database.query(`insert into values_of_${type} values ($1)`, [stored]);
    }),
    { numRuns: runs, examples: [[JSON.stringify(fitting[type] ?? "one")]] },
  );
  expect(accepted).toBeGreaterThan(0);
});

test.each(types)(`${runs} random defaults of a %s: those accepted by the grammar fit the app's schema and the database`, { timeout: 120_000 }, async (type) => {
  await fc.assert(
    fc.asyncProperty(anyText, async (json) => {
      const text = json.startsWith('"') ? String(JSON.parse(json)) : json;
      if (!accepts(() => checkDefault(fieldOf(type, text), "value"))) return;
      const view = viewOf(type, text);
      await database.exec(`create temporary table defaults (${view.sql}); insert into defaults default values; drop table defaults`);
      if (view.initial.includes("=>")) return; // It depends on the current time.
      (valueOf(view.schema) as z.ZodType).parse(valueOf(view.initial));
    }),
    { numRuns: runs },
  );
});
