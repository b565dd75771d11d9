// Nearest name: the suggestion behind "Did you mean ...?".
import { distance } from "fastest-levenshtein";

/** The longest word that is compared. No name is longer, and the time grows with the square of the length. */
const longest = 60;

/** A sentence that suggests the nearest candidate, or lists all if none is near. */
export function nearest(word: string, candidates: Iterable<string>): string {
  const all = [...candidates];
  const near = nearestOf(word, all);
  return near === undefined ? `Choose one of: ${all.join(", ")}.` : `Did you mean ${near}?`;
}

/** The candidate that a word is probably meant to be, if any. */
export function nearestOf(word: string, all: readonly string[]): string | undefined {
  if (word.length > longest) return undefined;
  const apart = (candidate: string) => distance(word.toLowerCase(), candidate.toLowerCase());
  const [best = ""] = all.toSorted(
    (a, b) => Number(isBegun(b, word)) - Number(isBegun(a, word)) || apart(a) - apart(b),
  );
  const near = isBegun(best, word) || apart(best) <= Math.max(1, Math.floor(best.length / 3));
  return near ? best : undefined;
}

/** Whether a word is a prefix of a name: "lang". One or two characters are a prefix of too many. */
function isBegun(name: string, word: string): boolean {
  return word.length > 2 && name.toLowerCase().startsWith(word.toLowerCase());
}
