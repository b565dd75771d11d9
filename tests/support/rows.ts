// Valid rows: rows that a generated API accepts, for any resource.
import type { FieldType } from "../../src/catalog/field-types.ts";
import { boundsOf, keepsBounds } from "../../src/project/resource/bounds.ts";
import { userRef, type Field, type Resource } from "../../src/project/resource/resource.ts";
import { ask, logIn, newcomer, type Answer } from "./http.ts";

/** A running app and its resources. */
export interface Api {
  url: string;
  resources: Resource[];
}

export type Row = Record<string, unknown>;

let last = 0;

/** A different value of this type at every call. */
const samples: Record<Exclude<FieldType, "ref" | "enum">, (unique: number) => unknown> = {
  string: (unique) => `Words ${unique}`,
  text: (unique) => `A longer text, ${unique}\nwith a second line`,
  integer: (unique) => unique,
  decimal: (unique) => unique + 0.25,
  boolean: (unique) => unique % 2 === 0,
  date: (unique) => new Date(unique * 86_400_000).toISOString().slice(0, 10),
  datetime: (unique) => new Date(unique * 1_000).toISOString(),
  email: (unique) => `row${unique}@example.com`,
  url: (unique) => `https://example.com/${unique}?a=1&b=%20`,
  uuid: (unique) => `00000000-0000-4000-8000-${String(unique).padStart(12, "0")}`,
  json: (unique) => ({ deep: [{ er: unique }], "<b>": "\u{1F389}" }),
};

/** Values that are invalid for every field of this type. */
export const wrongValues: Record<FieldType, unknown[]> = {
  string: ["", "   ", "x".repeat(201), 1, null, {}, []],
  text: ["", "x".repeat(10_001), 1, true],
  integer: [1.5, "1", 2 ** 31, -(2 ** 31) - 1, 1e308],
  decimal: ["1", 1e15, 1.234, {}],
  boolean: ["true", 1, 0],
  date: ["today", "2026-02-30", "2026-1-1", 5, "2026-01-31T00:00:00Z"],
  datetime: ["noon", "2026-01-31", "2026-13-01T00:00:00Z", 5],
  email: ["ann", "ann@", `${"x".repeat(250)}@example.com`, 1],
  url: ["javascript:alert(1)", "example", "ftp://example.com", 1],
  uuid: ["1", "zzzzzzzz-0000-4000-8000-000000000001", 1],
  enum: ["none of these", 1, ""],
  json: ["text", 1, true],
  ref: [0, -1, 1.5, "1", 2 ** 31],
};

/** The key of a field in JSON. */
export function keyOf({ name, type }: Field): string {
  return type === "ref" ? `${name.camel}Id` : name.camel;
}

export function pathOf({ plural }: Resource): string {
  return `/api/${plural.kebab}`;
}

/** Valid values for all fields of a resource. Optional references are null. */
export async function inputFor(api: Api, resource: Resource, token: string): Promise<Row> {
  const row: Row = {};
  for (const field of resource.fields) row[keyOf(field)] = await valueFor(api, field, token);
  return row;
}

/** Creates a row and the rows that it must reference. Rows of admins are created by the demo user. */
export async function makeRow(api: Api, resource: Resource, token: string): Promise<Answer> {
  const writer = await writerOf(api, resource, token);
  return ask(api, `POST ${pathOf(resource)}`, { token: writer, body: await inputFor(api, resource, writer) });
}

async function writerOf(api: Api, { access }: Resource, token: string): Promise<string> {
  return access === "admin" ? logIn(api, "demo@example.com", "demo-password") : token;
}

/** Creates a row of a new user. */
export async function rowOfNewUser(api: Api, resource: Resource): Promise<{ token: string; path: string; row: Row }> {
  const token = await writerOf(api, resource, (await newcomer(api)).token);
  const { body } = await makeRow(api, resource, token);
  const row = body as Row;
  return { token, row, path: `${pathOf(resource)}/${String(row.id)}` };
}

/** The sample, or a value within the field's bounds. */
function boundedSample(field: Field, sample: unknown): unknown {
  const bounds = boundsOf(field);
  if (bounds === undefined || keepsBounds(field, String(sample))) return sample;
  const { from, to, kind } = bounds;
  return kind === "number" ? from + (last % (to - from + 1)) : String(last).slice(-to).padStart(from, "0");
}

async function valueFor(api: Api, field: Field, token: string): Promise<unknown> {
  last += 1;
  if (field.type === "enum") return field.values.at(-1);
  if (field.type !== "ref") return boundedSample(field, samples[field.type](last));
  if (field.optional) return null;
  if (field.ref === userRef) return (await newcomer(api)).id;
  const target = api.resources.find(({ singular }) => singular.kebab === field.ref);
  if (target === undefined) throw new Error(`There is no resource ${field.ref}.`);
  return ((await makeRow(api, target, token)).body as Row).id;
}
