// Seed value: checks one value of an example row against its field.
import { UserError } from "../../user-error.ts";
import { fitsType, hintFor } from "./field-defaults.ts";
import type { Field } from "./resource.ts";
import { isObject } from "../../json-file.ts";
import { unstorable } from "./storable.ts";

/** Resources whose rows are inserted earlier, by kebab-case singular name: the possible targets of a reference. */
export type Made = Map<string, { plural: string; rows: number }>;

/**
 * @param where the start of the message: "Row 1 of books: title"
 * @param value undefined if the row does not have it
 * @throws UserError if it does not fit
 */
export function checkSeedValue(where: string, value: unknown, field: Field, made: Made): void {
  if (value === undefined && (field.optional || field.default !== undefined)) return;
  if (field.type === "ref") {
    const fix = referenceTo(field, made);
    if (fix === undefined || typeof value !== "string" || !isRow(value, made.get(field.ref ?? "")))
      throw new UserError(`${where} points to no row that is inserted before it.`, fix ?? "Leave it out.");
    return;
  }
  if (value === undefined) throw new UserError(`${where} is missing.`, `It takes ${hintFor(field)}.`);
  const problem = unstorable(value);
  if (problem !== undefined) throw new UserError(`${where} ${problem}, which no database stores.`, "Leave that out.");
  const fits = isOfKind(value, field) && fitsType(field, typeof value === "string" ? value : JSON.stringify(value));
  if (!fits) throw new UserError(`${where} does not fit.`, `It takes ${hintFor(field)}.`);
  if (typeof value === "string" && [...made.values()].some((rows) => isRow(value, rows)))
    throw new UserError(`${where} looks like a reference.`, "Choose another text.");
}

/** The name of a field in JSON. */
export function keyOf({ type, name }: Field): string {
  return type === "ref" ? `${name.camel}Id` : name.camel;
}

function isRow(value: string, target: { plural: string; rows: number } | undefined): boolean {
  const [plural, row = "", ...more] = value.split("#");
  return (
    target !== undefined &&
    plural === target.plural &&
    more.length === 0 &&
    /^[1-9]\d*$/.test(row) &&
    Number(row) <= target.rows
  );
}

function referenceTo({ ref }: Field, made: Made): string | undefined {
  const target = made.get(ref ?? "");
  return target && `Write "${target.plural}#1" for the first of ${target.rows}.`;
}

function isOfKind(value: unknown, { type }: Field): boolean {
  if (type === "integer" || type === "decimal") return typeof value === "number";
  if (type === "boolean") return typeof value === "boolean";
  const isMoment = value === "today" || value === "now"; // A default may be one of these.
  if (type === "date" || type === "datetime") return typeof value === "string" && !isMoment;
  return type === "json" ? isObject(value) : typeof value === "string";
}
