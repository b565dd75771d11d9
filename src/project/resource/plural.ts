// Plurals: the English plural of a resource's name, and a suggestion if English has none.
import pluralize from "pluralize";
import { UserError } from "../../user-error.ts";
import { longestName } from "./names.ts";

/** Plurals that the library does not know, or takes from Latin although code uses the English form. */
const corrected = new Map([
  ["agenda", "agendas"],
  ["bias", "biases"],
  ["biceps", "bicepses"],
  ["canvas", "canvases"],
  ["cosmos", "cosmoses"],
  ["ethos", "ethoses"],
  ["lens", "lenses"],
  ["pancreas", "pancreases"],
  ["rhinoceros", "rhinoceroses"],
  ["schema", "schemas"],
  ["thermos", "thermoses"],
  ["triceps", "tricepses"],
  ["virus", "viruses"],
]);

/** Endings that make a plural of a name, the most readable first. */
const endings = ["-items", "-list", "es"];

/** The plural of a kebab-case name: that of its last word. It is unchanged if English has no plural form. */
export function pluralOf(name: string): string {
  const start = name.lastIndexOf("-") + 1;
  const last = name.slice(start);
  return name.slice(0, start) + (corrected.get(last) ?? pluralize(last));
}

/** The UserError for a name without a plural form. It suggests a singular, or else a distinct plural. */
export function samePlural(name: string): UserError {
  const start = name.lastIndexOf("-") + 1;
  const one = name.slice(0, start) + pluralize.singular(name.slice(start));
  const ending = endings.find((each) => name.length + each.length <= longestName.plural) ?? "";
  const pair = `${name}/${name}${ending}`;
  if (one !== name && pluralOf(one) === name)
    return new UserError(
      `"${name}" is a plural.`,
      `Name one of them: "${one}". If one of them is called "${name}", write a plural after a slash: "${pair}".`,
    );
  return new UserError(
    `The plural of "${name}" would be the same word, so a list and one of its items could not be told apart.`,
    `Write a plural after a slash: "${pair}".`,
  );
}
