// Unique together: parses `unique(book,owner)` after the fields of a resource.
import { nearest } from "../../nearest.ts";
import { shown } from "../../shown.ts";
import { UserError } from "../../user-error.ts";
import { fewestUnique, valuesOf } from "./bounds.ts";
import { nameFrom, type Name } from "./names.ts";
import type { Field } from "./resource.ts";

/** The name of the user who owns a row in a rule. */
export const ownerWord = "owner";

const most = 5;

/** Whether a part of a resource is such a rule, and not a field. */
export function isTogether(piece: string): boolean {
  return /^unique\b(?!:)/.test(piece);
}

/** @throws UserError with the part that is wrong */
export function parseTogether(pieces: string[], fields: Field[], resource: Name): string[][] {
  const rules = pieces.map((piece) => parseOne(piece, fields, resource));
  for (const [at, rule] of rules.entries()) for (const other of rules.slice(0, at)) checkPair(rule, other, resource);
  return rules;
}

/** An index is named after its first field, and unique fields stay unique with one more. */
function checkPair(rule: string[], other: string[], resource: Name): void {
  const [more, fewer] = rule.length < other.length ? [other, rule] : [rule, other];
  if (more.length === fewer.length && fewer.every((name) => more.includes(name)))
    throw new UserError(
      `In ${shown(resource.kebab)}, ${spelled(rule)} stands twice: the order of its fields makes no difference.`,
      "Leave one out.",
    );
  if (fewer.every((name) => more.includes(name)))
    throw new UserError(
      `In ${shown(resource.kebab)}, ${spelled(more)} follows from ${spelled(fewer)}.`,
      "Leave it out.",
    );
  if (rule[0] === other[0])
    throw new UserError(
      `In ${shown(resource.kebab)}, ${spelled(rule)} and ${spelled(other)} begin with the same field.`,
      "Begin one of them with another.",
    );
}

/** A rule as typed: "unique(book,owner)". */
export function spelled(rule: string[]): string {
  return `unique(${rule.join(",")})`;
}

/** The names of the fields in the order of the resource, the owner last. */
function parseOne(piece: string, fields: Field[], resource: Name): string[] {
  const argument = /^unique\((.*)\)$/s.exec(piece)?.[1];
  if (argument === undefined && piece.startsWith("unique("))
    throw new UserError(`Nothing may follow the parentheses in ${shown(piece)}.`, "Leave it out.");
  if (argument === undefined)
    throw new UserError(
      `${shown(piece)} in ${shown(resource.kebab)} is not complete.`,
      "Write unique(book,owner), or unique after the type of one field.",
    );
  const named = argument.split(",").map((name) => fieldNamed(name.trim(), { piece, fields, resource }));
  const names = [...named.filter((name) => name !== ownerWord), ...named.filter((name) => name === ownerWord)];
  if (new Set(names).size !== names.length)
    throw new UserError(`${shown(piece)} names a field twice.`, "Leave one out.");
  if (names.length < 2 || names.length > most)
    throw new UserError(
      `${shown(piece)} needs 2 to ${most} fields.`,
      "For a single field, write unique after its type: isbn:string:unique.",
    );
  checkFields(piece, fields.filter(({ name }) => names.includes(name.camel)));
  return names;
}

function fieldNamed(
  name: string,
  { piece, fields, resource }: { piece: string; fields: Field[]; resource: Name },
): string {
  if (name === ownerWord) return ownerWord;
  const camel = nameFrom(name).camel;
  const found = fields.find(
    (field) => field.name.camel === camel || (field.type === "ref" && `${field.name.camel}Id` === camel),
  );
  if (found !== undefined) return found.name.camel;
  if (/\S\s+\S/.test(name))
    throw new UserError(
      `${shown(name)} in ${shown(piece)} is not one field.`,
      `Separate the fields with commas: ${shown(spelled(name.split(/\s+/)))}.`,
    );
  const known = [...fields.map((field) => field.name.camel), ownerWord];
  throw new UserError(
    `${shown(name)} in ${shown(piece)} is not a field of ${shown(resource.kebab)}.`,
    nearest(name, known),
  );
}

function checkFields(piece: string, fields: Field[]): void {
  const long = fields.find(({ type }) => type === "text" || type === "json");
  if (long !== undefined)
    throw new UserError(`${shown(piece)}: the type ${long.type} cannot be unique.`, "Use a string.");
  const alone = fields.find(({ unique }) => unique);
  if (alone !== undefined)
    throw new UserError(`${shown(piece)}: ${alone.name.camel} is unique already.`, "Leave one of the two rules out.");
  if (fields.every((field) => valuesOf(field) < fewestUnique)) {
    throw new UserError(
      `${shown(piece)} names no field with ${fewestUnique} values or more, so few rows could be made.`,
      "Add a reference, a day or a string to it.",
    );
  }
}
