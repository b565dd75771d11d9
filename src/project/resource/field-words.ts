// Field words: what may stand behind a field's type, such as `unique`, `default(draft)` and `min(1)`.
import { nearest } from "../../nearest.ts";
import { shown } from "../../shown.ts";
import { UserError } from "../../user-error.ts";
import type { Field } from "./resource.ts";
import { wordAndArgument } from "./split.ts";

/** Words that take no value, and those that take one, with an example. */
const plain = ["optional", "unique", "index"] as const;
const withValue = { default: "default(draft)", min: "min(1)", max: "max(5)" } as const;

const words = [...plain, ...Object.keys(withValue)];

/**
 * Puts one word into a field.
 *
 * @param piece as it was typed: "unique", "min(1)"
 * @throws UserError for a word that is none, has no value, an invalid value, or is repeated
 */
export function applyWord(field: Field, piece: string, text: string): void {
  const { word, argument } = wordAndArgument(piece);
  if (isPlain(word)) {
    if (argument !== undefined) throw new UserError(`${shown(piece)} in ${shown(text)} takes nothing in parentheses.`, surplus(word));
    field[word] = true;
  } else if (isValued(word)) {
    if (argument === undefined) throw new UserError(`${shown(piece)} in ${shown(text)} is not complete.`, `Write ${withValue[word]}.`);
    if (field[word] !== undefined) throw new UserError(`${shown(text)} says ${word} twice.`, "Leave one out.");
    field[word] = word === "default" ? argument : argument.trim();
  } else {
    throw new UserError(`${shown(word)} in ${shown(text)} is not a modifier.`, nearest(word, words));
  }
}

/** The words of a field, in their canonical order. */
export function wordsOf(field: Field): string[] {
  const valued = Object.keys(withValue).filter(isValued).flatMap((word) => (field[word] === undefined ? [] : [`${word}(${field[word]})`]));
  return [...plain.filter((word) => field[word]), ...valued];
}

function surplus(word: string): string {
  return word === "unique" ? "Write unique alone; for several fields, write unique(book,owner) behind all fields." : `Write ${word} alone.`;
}

function isPlain(word: string): word is (typeof plain)[number] {
  return plain.some((known) => known === word);
}

function isValued(word: string): word is keyof typeof withValue {
  return Object.hasOwn(withValue, word);
}
