// Words: the words of a command line that are no flags: at most one folder.
import { shown } from "../shown.ts";
import { nearest } from "../nearest.ts";
import { actionNames } from "./assignment-actions.ts";
import { fixForNpm, flagsLostToNpm, flagsPerhapsLostToNpm, type Environment } from "./npm-flags.ts";
import { commands } from "./request.ts";
import { usage } from "./tokens.ts";

/** @throws UserError for an empty name, for a second folder, and for flags that npm took */
export function checkWords(words: string[], env: Environment): void {
  const [first, second] = words;
  if (first?.trim() === "") throw usage("The folder's name is empty.", "Name a folder, such as my-api.");
  if (first !== undefined && second !== undefined) {
    throw usage(`Only one folder can be given, and ${shown(second)} is a second one.`, fixForWords(first, env));
  }
  const lost = flagsLostToNpm(env);
  if (lost.length > 0) throw usage("Some flags were not passed on.", fixForNpm(lost));
}

function fixForWords(first: string, env: Environment): string {
  const lost = flagsPerhapsLostToNpm(env);
  if (lost.length > 0) return fixForNpm(lost);
  if (actionNames.some((name) => name === first)) return `Did you mean assignment ${first}?`;
  const suggestion = nearest(first, commands);
  return suggestion.startsWith("Did you mean")
    ? suggestion
    : "Put a name with spaces in quotes; --help shows the flags.";
}
