// Bounds view: the bounds of a field for templates: values on either side, and valid values for tests and example rows.
import { boundsOf } from "../../project/resource/bounds.ts";
import type { Field } from "../../project/resource/resource.ts";

/** Texts for the templates of a stack and a database; empty if they do not apply. */
export interface BoundsView {
  /** as typed */
  min: string;
  max: string;
  /** the nearest value outside; for text, its length */
  below: string;
  above: string;
  /** for text: whether a sample of words would be too long or too short */
  shorter: boolean;
  longer: boolean;
  /** the first number for samples and their count, for a decimal in hundredths; empty if any number is valid */
  first: string;
  among: string;
  /** the number of an example row, and its words */
  seedNumber: string;
  seedText: string;
}

/** How many numbers samples use, from which range on there are enough, and the length of a number with its space. */
const samples = 10_000;
const enough = 1_000_000;
const added = 8;

/** @param row the number of an example row, from 1 */
export function boundsView(field: Field, row: number): BoundsView {
  const { min = "", max = "", name } = field;
  const { from, to, kind } = boundsOf(field) ?? { from: 0, to: 0, kind: "other" };
  const isText = kind === "length";
  const shorter = isText && name.sentence.length + added > to;
  const numbers = kind === "number" && (min !== "" || max !== "") ? numbersOf(field, from, to) : undefined;
  return {
    min,
    max,
    below: min === "" || (isText && from === 1) ? "" : nextTo(field, from, -1),
    above: max === "" ? "" : nextTo(field, to, 1),
    shorter,
    longer: isText && from > name.sentence.length + 2,
    first: numbers === undefined || numbers.first === 0 ? "" : String(numbers.first),
    among: isText ? String(Math.min(36 ** to, samples)) : String(numbers?.count ?? ""),
    seedNumber: seedNumber(field, row, numbers),
    seedText: shorter ? String(row).padStart(from, "0") : `${name.sentence} ${row}`.padEnd(isText ? from : 0, "x"),
  };
}

/** The first and the number of the values for samples. Any number will do unless a rule excludes 1. */
function numbersOf({ type }: Field, from: number, to: number): { first: number; count: number } | undefined {
  if (from <= 1 && to >= enough) return undefined;
  const scale = type === "decimal" ? 100 : 1;
  const [least, most] = [Math.round(from * scale), Math.round(to * scale)];
  const first = least < 0 && most >= samples ? 0 : Math.max(least, most - samples + 1);
  return { first, count: Math.min(most - first + 1, samples) };
}

function seedNumber({ type }: Field, row: number, numbers: { first: number; count: number } | undefined): string {
  if (numbers === undefined) return type === "decimal" ? `${row}.5` : String(row);
  const value = numbers.first + ((row - 1) % numbers.count);
  return String(type === "decimal" ? value / 100 : value);
}

function nextTo({ type }: Field, bound: number, side: 1 | -1): string {
  return type === "decimal" ? String(Math.round(bound * 100 + side) / 100) : String(bound + side);
}
