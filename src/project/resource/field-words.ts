// Field words: the words after a field's type, such as `unique`, `default(draft)` and `min(1)`.
import { nearest } from "../../nearest.ts";
import { shown } from "../../shown.ts";
import { UserError } from "../../user-error.ts";
import { accessWords } from "./access.ts";
import { deletionOf, userRef, type Deletion, type Field } from "./resource.ts";
import { wordAndArgument } from "./split.ts";

/** Words without a value, and words with one, with an example. */
const plain = ["optional", "unique", "index", "own"] as const;
const withValue = { default: "default(draft)", min: "min(1)", max: "max(5)" } as const;

/** Words of a reference: the effect of deleting the row that it points to. */
const deletions: Deletion[] = ["cascade", "restrict", "clear"];

/** What may follow a type. */
export const fieldWords = [...plain, ...deletions, ...Object.keys(withValue)];

/**
 * Applies a word to a field.
 * @param piece as typed: "unique", "min(1)"
 * @throws UserError for a word that is unknown or repeated, or whose value is missing or invalid
 */
export function applyWord(field: Field, piece: string, text: string): void {
  const { word, argument } = wordAndArgument(piece);
  if (isPlain(word)) {
    if (argument !== undefined)
      throw new UserError(`${shown(piece)} in ${shown(text)} takes nothing in parentheses.`, surplus(word));
    if (field[word]) throw twice(word, text);
    field[word] = true;
  } else if (isValued(word)) {
    if (argument === undefined)
      throw new UserError(`${shown(piece)} in ${shown(text)} is not complete.`, `Write ${withValue[word]}.`);
    if (field[word] !== undefined) throw twice(word, text);
    field[word] = word === "default" ? argument : argument.trim();
  } else if (isDeletion(word)) {
    if (argument !== undefined)
      throw new UserError(`${shown(piece)} in ${shown(text)} takes nothing in parentheses.`, surplus(word));
    if (field.onDelete === word) throw twice(word, text);
    if (field.onDelete !== undefined)
      throw new UserError(`${shown(text)} says both ${field.onDelete} and ${word}.`, "Leave one out.");
    field.onDelete = word;
  } else {
    throw new UserError(
      `${shown(word)} in ${shown(text)} is not a modifier.`,
      Object.hasOwn(accessWords, word)
        ? `Write it after the name of the resource, such as note:${word}.`
        : nearest(word, fieldWords),
    );
  }
}

/**
 * Checks the words of a reference, and drops a deletion if it is the default, so that there is one spelling.
 * @throws UserError if it follows another type, or clears a required reference
 */
export function settleReference(field: Field, text: string): void {
  const { onDelete, type, optional, own, ref } = field;
  if (own && type !== "ref")
    throw new UserError(`${shown(text)}: own is for references.`, "Write it after one: order:ref(order):own.");
  if (own && ref === userRef) throw new UserError(`${shown(text)}: an account has no owner.`, "Leave out own.");
  if (onDelete === undefined) return;
  if (type !== "ref")
    throw new UserError(
      `${shown(text)}: ${onDelete} is for references.`,
      `Write it after one: author:ref(author):${onDelete}.`,
    );
  if (onDelete === "clear" && !optional) {
    throw new UserError(
      `${shown(text)} is required, so it cannot be cleared.`,
      "Add a ? at its end, or write cascade or restrict.",
    );
  }
  if (onDelete === deletionOf({ optional })) field.onDelete = undefined;
}

export function wordsOf(field: Field): string[] {
  const valued = Object.keys(withValue)
    .filter(isValued)
    .flatMap((word) => (field[word] === undefined ? [] : [`${word}(${field[word]})`]));
  return [...plain.filter((word) => field[word]), ...valued, ...(field.onDelete === undefined ? [] : [field.onDelete])];
}

function twice(word: string, text: string): UserError {
  return new UserError(`${shown(text)} says ${word} twice.`, "Leave one out.");
}

function surplus(word: string): string {
  return word === "unique"
    ? "Write unique alone; for several fields, write unique(book,owner) after all fields."
    : `Write ${word} alone.`;
}

function isPlain(word: string): word is (typeof plain)[number] {
  return plain.some((known) => known === word);
}

function isDeletion(word: string): word is Deletion {
  return deletions.some((known) => known === word);
}

function isValued(word: string): word is keyof typeof withValue {
  return Object.hasOwn(withValue, word);
}
