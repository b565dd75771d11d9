// Bounds: the smallest and the largest value of a field, from `min(1)` and `max(5)`; for text, the number of
// characters.
import type { FieldType } from "../../catalog/field-types.ts";
import { shown } from "../../shown.ts";
import { UserError } from "../../user-error.ts";
import type { Field } from "./resource.ts";

/** The range of each type without a rule: numbers, and lengths of text. Other types have no bounds. */
const widest: Partial<Record<FieldType, { from: number; to: number; kind: "number" | "length" }>> = {
  string: { from: 1, to: 200, kind: "length" },
  text: { from: 1, to: 10_000, kind: "length" },
  integer: { from: -(2 ** 31), to: 2 ** 31 - 1, kind: "number" },
  decimal: { from: -9_999_999_999, to: 9_999_999_999, kind: "number" },
};

/** A unique field, or fields that are unique together, must have at least this many values. */
export const fewestUnique = 1000;

/** The bounds of a field; undefined if its type has none. */
export function boundsOf({
  type,
  min,
  max,
}: Pick<Field, "type" | "min" | "max">): { from: number; to: number; kind: "number" | "length" } | undefined {
  const wide = widest[type];
  return (
    wide && {
      ...wide,
      from: min === undefined ? wide.from : Number(min),
      to: max === undefined ? wide.to : Number(max),
    }
  );
}

/** Whether a value also keeps the field's bounds. An emoji counts as one character. */
export function keepsBounds(field: Field, text: string): boolean {
  const bounds = boundsOf(field);
  if (bounds === undefined) return true;
  const { from, to, kind } = bounds;
  const size = kind === "number" ? Number(text) : [...text].length;
  return size >= from && size <= to;
}

/** The bounds at the end of a sentence: " from 1 to 5", " of at least 2 characters"; empty if there are none. */
export function boundsInWords(field: Field): string {
  const { min, max } = field;
  if (boundsOf(field)?.kind === "length")
    return min === undefined && max === undefined ? "" : ` of ${reach(min ?? "1", max)} characters`;
  if (min !== undefined && max !== undefined) return ` from ${min} to ${max}`;
  return min === undefined && max === undefined ? "" : ` of ${reach(min, max)}`;
}

function reach(min: string | undefined, max: string | undefined): string {
  if (min !== undefined && max !== undefined) return `${min} to ${max}`;
  return min === undefined ? `at most ${max}` : `at least ${min}`;
}

export function valuesOf(field: Field): number {
  if (field.type === "boolean") return 2;
  if (field.type === "enum") return field.values.length;
  const bounds = boundsOf(field);
  if (bounds === undefined) return Infinity;
  if (bounds.kind === "length") return 36 ** bounds.to;
  return (bounds.to - bounds.from) * (field.type === "decimal" ? 100 : 1) + 1;
}

/** @throws UserError for bounds that are invalid, do not fit the type or each other, or leave too few unique values */
export function checkBounds(field: Field, text: string): void {
  const wide = widest[field.type];
  if (field.min === undefined && field.max === undefined) return;
  if (wide === undefined) {
    throw new UserError(
      `${shown(text)}: min and max are for integer, decimal, string and text.`,
      `Leave them out: the type ${field.type} has none.`,
    );
  }
  for (const [word, value] of [["min", field.min], ["max", field.max]] as const) {
    if (value !== undefined) checkBound({ word, value, wide, type: field.type, text });
  }
  const { from, to } = boundsOf(field) ?? wide;
  if (from > to)
    throw new UserError(
      `${shown(text)}: no value reaches from ${from} to ${to}.`,
      `Swap them: min(${to}):max(${from}).`,
    );
  if (field.unique && valuesOf(field) < fewestUnique) {
    throw new UserError(
      `${shown(text)} is unique and has fewer than ${fewestUnique} values.`,
      "Leave out unique, or widen its bounds.",
    );
  }
}

interface Bound {
  word: "min" | "max";
  value: string;
  wide: { from: number; to: number };
  type: FieldType;
  text: string;
}

function checkBound({ word, value, wide: { from, to }, type, text }: Bound): void {
  const whole = type !== "decimal";
  const isNumber = value.length <= 14 && (whole ? /^(0|-?[1-9]\d*)$/ : /^(0|-?(0|[1-9]\d*)(\.\d{1,2})?)$/).test(value);
  if (!isNumber || Object.is(Number(value), -0)) {
    throw new UserError(
      `${shown(value)} in ${shown(text)} is not a ${whole ? "whole number" : "number with at most two decimals"}.`,
      `Write ${word}(${word === "min" ? 1 : 5}).`,
    );
  }
  if (Number(value) >= from && Number(value) <= to) return;
  const advice = type === "string" && Number(value) > to ? " For more characters, use text." : "";
  throw new UserError(
    `${word}(${value}) in ${shown(text)} is outside of what a field of type ${type} holds.`,
    `Use a number from ${from} to ${to}.${advice}`,
  );
}
