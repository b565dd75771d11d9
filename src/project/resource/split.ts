// Split: splits the text of a resource, but never inside parentheses.
import { UserError } from "../../user-error.ts";
import { shown } from "../../shown.ts";

/**
 * Splits `text` at every `separator` outside parentheses, and drops empty parts.
 * @throws UserError if the parentheses are not balanced
 */
export function splitOutside(text: string, separator: RegExp): string[] {
  const pieces = [""];
  let depth = 0;
  for (const letter of text) {
    if (letter === "(") depth += 1;
    if (letter === ")") depth -= 1;
    if (depth < 0) break;
    if (depth === 0 && separator.test(letter)) pieces.push("");
    else pieces[pieces.length - 1] += letter;
  }
  if (depth !== 0) throw new UserError(`The parentheses in ${shown(text)} are not balanced.`, "Close each one.");
  return pieces.filter((piece) => piece !== "");
}

/** `enum(a|b)` -> the word and the text in parentheses; undefined if there are none. */
export function wordAndArgument(text: string): { word: string; argument?: string } {
  const open = text.indexOf("(");
  if (open === -1) return { word: text };
  if (!text.endsWith(")"))
    throw new UserError(`Nothing may follow the parentheses in ${shown(text)}.`, "Write a colon after them.");
  return { word: text.slice(0, open), argument: text.slice(open + 1, -1) };
}
