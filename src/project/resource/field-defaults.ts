// Field defaults: which texts are values of each field type, for `default(...)` and example rows.
import { UserError } from "../../user-error.ts";
import type { FieldType } from "../../catalog/field-types.ts";
import { boundsInWords, keepsBounds } from "./bounds.ts";
import type { Field } from "./resource.ts";
import { shown } from "../../shown.ts";
import { isObject, NotJson, parseJson } from "../../json-file.ts";
import { unstorable } from "./storable.ts";

/** Like zod's pattern: single dots between other characters, and a top-level domain of letters. */
const email = /^[\w+-]+(\.[\w+-]+)*@([a-z\d]([a-z\d-]*[a-z\d])?\.)+[a-z]{2,}$/i;
/** RFC 3986, as the format "uri" requires: other characters are percent-encoded. */
const uri = /^https?:\/\/([\w.~:/?!$&'()*+,;=@-]|%[\da-f]{2})+(#([\w.~:/?!$&'()*+,;=@-]|%[\da-f]{2})*)?$/i;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** For each type: whether a text is a value of it, and an example for messages. */
const rules: Record<Exclude<FieldType, "enum">, { fits: (text: string) => boolean; hint: string }> = {
  string: {
    fits: (text) => text.trim() === text && text.length >= 1 && text.length <= 200,
    hint: "1 to 200 characters",
  },
  text: {
    fits: (text) => text.trim() === text && text.length >= 1 && text.length <= 10_000,
    hint: "1 to 10000 characters",
  },
  integer: {
    fits: (text) => text.length <= 11 && /^(0|-?[1-9]\d*)$/.test(text) && Math.abs(Number(text)) < 2 ** 31,
    hint: "a whole number such as 10",
  },
  decimal: { fits: isDecimal, hint: "a number such as 9.50" },
  boolean: { fits: (text) => text === "true" || text === "false", hint: "true or false" },
  date: { fits: (text) => text === "today" || isDate(text), hint: "today, or a date such as 2026-01-31" },
  datetime: { fits: (text) => text === "now" || isDateTime(text), hint: "now, or a time such as 2026-01-31T09:00:00Z" },
  email: { fits: (text) => text.length <= 254 && email.test(text), hint: "an address such as ann@example.com" },
  url: { fits: isUrl, hint: "an address such as https://example.com" },
  uuid: { fits: (text) => uuid.test(text), hint: "a UUID" },
  json: { fits: isJsonObject, hint: "a JSON object such as {}" },
  ref: { fits: () => false, hint: "nothing: a reference has no default" },
};

/** The names of bounded values in messages. */
const bounded: Partial<Record<FieldType, string>> = {
  string: "a text",
  text: "a text",
  integer: "a whole number",
  decimal: "a number",
};

/** Whether a text is a value of the field's type, and keeps its bounds. */
export function fitsType(field: Field, text: string): boolean {
  return field.type === "enum" ? field.values.includes(text) : rules[field.type].fits(text) && keepsBounds(field, text);
}

/** An example for messages: "a whole number such as 10". */
export function hintFor(field: Field): string {
  if (field.type === "enum") return `one of: ${field.values.join(", ")}`;
  const bounds = boundsInWords(field);
  return bounds === "" ? rules[field.type].hint : `${bounded[field.type] ?? "a value"}${bounds}`;
}

/** @throws UserError if the default is not a value of the field's type */
export function checkDefault(field: Field, text: string): void {
  const value = field.default ?? "";
  if (/[\p{Cc}\p{Cs}]/u.test(value)) {
    throw new UserError(`The default in ${shown(text)} contains a control character.`, "Type it again without it.");
  }
  if (fitsType(field, value)) return;
  if (field.type === "enum") {
    throw new UserError(
      `The default ${shown(value)} is not a value of ${shown(text)}.`,
      `Choose one of: ${field.values.join(", ")}.`,
    );
  }
  throw new UserError(`The default ${shown(value)} does not fit ${shown(text)}.`, `It takes ${hintFor(field)}.`);
}

/** Refuses -0: JSON and the database drop the sign, and a test that compares values would fail. */
function isDecimal(text: string): boolean {
  const value = Number(text);
  return /^-?(0|[1-9]\d{0,9})(\.\d{1,2})?$/.test(text) && Math.abs(value) <= 9_999_999_999 && !Object.is(value, -0);
}

function isDate(text: string): boolean {
  return (
    /^[1-9]\d{3}-\d\d-\d\d$/.test(text) &&
    !Number.isNaN(Date.parse(text)) &&
    new Date(text).toISOString().startsWith(text)
  );
}

function isDateTime(text: string): boolean {
  return /^[1-9]\d{3}-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/.test(text) && isDate(text.slice(0, 10));
}

function isUrl(text: string): boolean {
  return text.length <= 500 && uri.test(text) && URL.canParse(text);
}

function isJsonObject(text: string): boolean {
  try {
    const value = parseJson(text);
    return isObject(value) && unstorable(value) === undefined;
  } catch (error) {
    if (error instanceof NotJson) return false;
    throw error;
  }
}
