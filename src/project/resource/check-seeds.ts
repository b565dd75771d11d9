// Seed checks: whether example rows fit their resources, before a project is created.
import { UserError } from "../../user-error.ts";
import type { Seeds } from "../../catalog/kinds.ts";
import { pointsAtUsers, userRef, type Field, type Resource } from "./resource.ts";
import { checkSeedValue, keyOf, type Made } from "./seed-value.ts";
import { shown } from "../../shown.ts";
import { isObject, own } from "../../json-file.ts";
import { nearest } from "../../nearest.ts";

const mostRows = 100;

/**
 * Checks rows for every resource, or none at all.
 * @param resources in the order in which their rows are inserted
 * @throws UserError with the row and the field
 */
export function checkSeeds(seeds: unknown, resources: Resource[]): Seeds {
  if (!isObject(seeds))
    throw new UserError('"seeds" is not an object of lists.', 'Write { "recipes": [{ "title": "Soup" }] }.');
  if (Object.keys(seeds).length === 0) return {};
  const names = resources.map(({ plural }) => plural.kebab);
  const unknown = Object.keys(seeds).find((name) => !names.includes(name));
  if (unknown !== undefined)
    throw new UserError(
      `The seeds contain ${shown(unknown)}, which is not the plural of a resource.`,
      nearest(unknown, names),
    );
  const made: Made = new Map(pointsAtUsers(resources) ? [[userRef, { plural: "users", rows: 1 }]] : []);
  for (const resource of resources) {
    const rows = own(seeds, resource.plural.kebab);
    if (!Array.isArray(rows) || rows.length === 0)
      throw new UserError(
        `The seeds contain no rows of ${resource.plural.kebab}.`,
        "Give every resource some, or leave out all seeds.",
      );
    if (rows.length > mostRows)
      throw new UserError(
        `The seeds contain more than ${mostRows} rows of ${resource.plural.kebab}.`,
        "Leave some out.",
      );
    checkRows(rows, resource, made);
    made.set(resource.singular.kebab, { plural: resource.plural.kebab, rows: rows.length });
  }
  return seeds as Seeds;
}

function checkRows(rows: unknown[], { plural, fields, together }: Resource, made: Made): void {
  const keys = fields.map(keyOf);
  for (const [at, row] of rows.entries()) {
    const where = `Row ${at + 1} of ${plural.kebab}`;
    if (!isObject(row)) throw new UserError(`${where} is not an object.`, 'Write { "title": "Soup" }.');
    const unknown = Object.keys(row).find((key) => !keys.includes(key));
    if (unknown !== undefined)
      throw new UserError(`${where} holds ${shown(unknown)}, which is not a field.`, nearest(unknown, keys));
    for (const field of fields) checkSeedValue(`${where}: ${keyOf(field)}`, own(row, keyOf(field)), field, made);
  }
  const unique = [
    ...fields.filter(({ unique }) => unique).map((field) => [field]),
    ...together.map((names) => fields.filter(({ name }) => names.includes(name.camel))),
  ];
  for (const rule of unique) checkUnique(rows as Record<string, unknown>[], plural.kebab, rule);
}

/** All rows belong to one user, so a rule with the owner is checked for the other fields alone. */
function checkUnique(rows: Record<string, unknown>[], plural: string, fields: Field[]): void {
  const seen = new Set<string>();
  for (const row of rows) {
    const values = fields.map((field) => valueIn(row, field));
    if (values.includes(undefined)) continue; // Nulls are never equal.
    const stored = values.join();
    const named = fields.map((field, at) => `the ${keyOf(field)} ${shown(textOf(values[at] ?? ""))}`).join(" and ");
    if (seen.has(stored))
      throw new UserError(
        `Two rows of ${plural} have ${named}, which ${fields.length === 1 ? "is unique" : "are unique together"}.`,
        "Change or leave out one of them.",
      );
    seen.add(stored);
  }
}

/** A value as JSON, or the default if the row does not have it. UUIDs and email addresses are stored in lower case. */
function valueIn(row: Record<string, unknown>, field: Field): string | undefined {
  const value = own(row, keyOf(field)) ?? defaultOf(field);
  if (value === undefined) return undefined;
  const written = JSON.stringify(value);
  return ["uuid", "email"].includes(field.type) ? written.toLowerCase() : written;
}

function defaultOf({ type, default: text }: Field): unknown {
  return text !== undefined && ["integer", "decimal", "boolean"].includes(type) ? JSON.parse(text) : text;
}

function textOf(json: string): string {
  return json.startsWith('"') ? String(JSON.parse(json)) : json;
}
