// Field values: random JSON texts, bounded fields with values around their bounds, and how a generated app judges a value.
import { runInThisContext } from "node:vm";
import fc from "fast-check";
import { z } from "zod";
import { openCatalog } from "../../src/catalog/catalog.ts";
import { fieldTypes, type FieldType } from "../../src/catalog/field-types.ts";
import { NotJson, parseJson } from "../../src/json-file.ts";
import { checkDefault } from "../../src/project/resource/field-defaults.ts";
import { nameFrom } from "../../src/project/resource/names.ts";
import type { Field } from "../../src/project/resource/resource.ts";
import { checkSeedValue } from "../../src/project/resource/seed-value.ts";
import { fieldView, type FieldView } from "../../src/render/view/field-view.ts";
import { UserError } from "../../src/user-error.ts";
import { anyCharacter } from "./arbitrary.ts";

const catalog = openCatalog();
const [stack] = catalog.stacks.values();
const [database] = catalog.databases.values();
if (stack === undefined || database === undefined) throw new Error("The catalog is empty.");
const context = { stack, database, late: false, self: false };

export const types = fieldTypes.filter((type) => type !== "ref");

export function fieldOf(type: FieldType, initial?: string): Field {
  return { name: nameFrom("value"), type, optional: false, unique: false, index: false, own: false, values: type === "enum" ? ["one", "constructor", "null"] : [], default: initial };
}

export function viewOf(field: Field): FieldView {
  return fieldView(field, context);
}

const characters = fc.oneof(fc.string({ unit: anyCharacter, maxLength: 30 }), fc.constantFrom("\0", "\ud800", "\udc00x", "x\u0001", "\ufffe", "🎉", " x", "x ", "é", "x".repeat(200), "🎉".repeat(101), "x".repeat(10_001), ""));
const days = fc.tuple(fc.constantFrom("0000", "0001", "0999", "1000", "1900", "2024", "2026", "9999", "10000"), fc.constantFrom("00", "01", "02", "12", "13"), fc.constantFrom("00", "01", "28", "29", "30", "31", "32")).map((pieces) => pieces.join("-"));
const times = fc.constantFrom("00:00:00", "09:00:00", "23:59:59", "24:00:00", "23:59:60", "23:60:00", "25:00:00", "09:00", "09:00:00.123");
const numbers = fc.oneof(fc.integer(), fc.double(), fc.double({ min: -1e11, max: 1e11 }).map((value) => Math.round(value * 100) / 100), fc.constantFrom(-0, 1e-7, 0.1 + 0.2, 2 ** 31, -(2 ** 31), 9_999_999_999.99, 9_999_999_999, 1e21, 2 ** 53, Infinity, NaN));
const words = fc.constantFrom("one", "constructor", "null", "true", "false", "today", "now", "{}", '{"a":"\\u0000"}', '{"a":1e999}', "a@b.co", "a..b@b.co", ".a@b.co", "a@b", "a@-b.co", "a@b.c", "O'N@b.co", "ä@b.co", "a@b.123", "http://x", "https://e x.com", "https://[::1", "https://\0.com", "https://example.com/\ud800", "HTTPS://example.com", "http://a\tb", `https://x.co/${"x".repeat(490)}`, "00000000-0000-4000-8000-000000000001", "00000000-0000-0000-0000-000000000000", "00000000-0000-9000-8000-000000000001");
const json = fc.oneof(fc.dictionary(characters, fc.jsonValue({ stringUnit: anyCharacter })), fc.constant({ ["__proto__"]: 1, constructor: { prototype: 1 }, "": [null, 1e308, -0] }), characters.map((text) => ({ deep: [{ [text]: [text] }] })));
const plain: fc.Arbitrary<unknown> = fc.oneof(characters, words, numbers, days, fc.tuple(days, times, fc.constantFrom("Z", "", "+01:00")).map(([day, time, zone]) => `${day}T${time}${zone}`), json, fc.boolean(), fc.constant(null));
/** JSON texts of values, as a file contains them. */
export const anyText = fc.oneof({ weight: 20, arbitrary: plain.map((value) => JSON.stringify(value)) }, { weight: 1, arbitrary: fc.constantFrom(nested(40), nested(60), nested(9_000), '{"a":1e999}', "1e999", '{"__proto__":{"a":1}}') });
/** Valid values, so that every type is tested with at least one. */
const fitting: Record<FieldType, unknown> = { string: "one", text: "one", enum: "one", ref: 1, boolean: true, json: { a: 1 }, integer: 7, decimal: 7.5, email: "ann@example.com", datetime: "2026-01-31T09:00:00Z", date: "2026-01-31", url: "https://example.com", uuid: "00000000-0000-4000-8000-00000000000A" };

/** Examples for properties over `anyText`: one valid value of the type. */
export function examplesOf(type: FieldType): [string][] {
  return [[JSON.stringify(fitting[type])]];
}

const texts = ["x", "xx", "xxx", "🎉", "🎉🎉", "🎉🎉🎉", "x".repeat(11), "x".repeat(12), "x".repeat(13), "é".repeat(12)];
const whole = [-21, -20, -19, -8, -7, -6, -1, 0, 1, 2, 4, 5, 6, 999, 1000, 1001];
const hundredths = [-0.02, -0.01, 0, 0.01, 0.24, 0.25, 0.26, 0.74, 0.75, 0.76, 1];

/** Fields with bounds, values around them, and the column. */
export const bounded: [spelled: string, values: (string | number)[], column: string][] = [
  ["string:min(2)", texts, "value text not null check (char_length(value) between 2 and 200)"],
  ["string:max(2)", texts, "value text not null check (char_length(value) between 1 and 2)"],
  ["string:min(2):max(2):unique", texts, "value text not null unique check (char_length(value) between 2 and 2)"],
  ["text:min(12)", texts, "value text not null check (char_length(value) between 12 and 10000)"],
  ["text:max(12)", texts, "value text not null check (char_length(value) between 1 and 12)"],
  ["integer:min(1):max(5)", whole, "value integer not null check (value between 1 and 5)"],
  ["integer:min(0)", whole, "value integer not null check (value >= 0)"],
  ["integer:max(-7)", whole, "value integer not null check (value <= -7)"],
  ["integer:min(1000):unique", whole, "value integer not null unique check (value >= 1000)"],
  ["decimal:min(0.25):max(0.75)", hundredths, "value numeric(12, 2) not null check (value between 0.25 and 0.75)"],
  ["decimal:min(0.01)", hundredths, "value numeric(12, 2) not null check (value >= 0.01)"],
  ["decimal:max(-0.01)", hundredths, "value numeric(12, 2) not null check (value <= -0.01)"],
];

function nested(depth: number): string {
  return `${'{"deeper":'.repeat(depth)}{}${"}".repeat(depth)}`;
}

/** The value of an expression in generated code. */
export function valueOf(code: string): unknown {
  return (runInThisContext(`(z) => (${code})`) as (library: typeof z) => unknown)(z);
}

/** The schema of a field, from its generated code. */
export function schemaOf(field: Field): z.ZodType {
  return valueOf(viewOf(field).schema) as z.ZodType;
}

/** The value as an idea's file contains it, or undefined if the file is refused. */
export function fromFile(text: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof NotJson) return undefined;
    throw error;
  }
}

/** Whether the check of example rows accepts a value. */
export function seeded(value: unknown, field: Field): boolean {
  return accepts(() => checkSeedValue("Row 1", value, field, new Map()));
}

/** The default that a user would write for a JSON text. */
export function defaultFrom(json: string): string {
  return json.startsWith('"') ? String(JSON.parse(json)) : json;
}

/** Whether the grammar accepts a default. */
export function isDefault(text: string, type: FieldType): boolean {
  return accepts(() => checkDefault(fieldOf(type, text), "value"));
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
