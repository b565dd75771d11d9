// Resource parser: reads the syntax of a resource, "book title:string isbn:string:unique author:ref(author)".
import { UserError } from "../../user-error.ts";
import { parseAccess } from "./access.ts";
import { checkedName, nameFrom, type Name } from "./names.ts";
import { formatField, parseField } from "./parse-field.ts";
import type { Resource } from "./resource.ts";
import { splitOutside } from "./split.ts";
import { isTogether, parseTogether, spelled } from "./together.ts";
import { shown } from "../../shown.ts";
import { pluralOf, samePlural } from "./plural.ts";

const mostFields = 30;
/** The longest resource in characters: two defaults of the largest size fit. */
const longest = 25_000;

/**
 * Parses one resource. A custom plural follows a slash: `goose/geese`.
 * @throws UserError with the part that is wrong
 */
export function parseResource(spec: string): Resource {
  if (spec.length > longest)
    throw new UserError(
      `The resource ${shown(spec, 40)} is longer than ${longest} characters.`,
      "Shorten its defaults.",
    );
  const [names, ...pieces] = splitOutside(spec.trim(), /\s/);
  if (names === undefined)
    throw new UserError("A resource needs a name and fields.", 'For example: "book title:string".');
  const [both = "", ...words] = names.split(":");
  const { singular, plural } = parseNames(both);
  const access = parseAccess(words, singular.kebab);
  const rules = pieces.filter(isTogether);
  const fields = pieces.filter((piece) => !rules.includes(piece)).map((field) => parseField(field, singular));
  if (fields.length === 0) {
    throw new UserError(
      `The resource ${shown(singular.kebab)} has no fields.`,
      `Give it some: "${[singular.kebab, ...words].join(":")} title:string".`,
    );
  }
  if (fields.length > mostFields)
    throw new UserError(
      `The resource ${shown(singular.kebab)} has more than ${mostFields} fields.`,
      "Move some to a second resource.",
    );
  return {
    singular,
    plural,
    access,
    fields,
    together: parseTogether(rules, fields, singular),
  };
}

/** The canonical syntax: parsing it gives the same resource. */
export function formatResource({ singular, plural, access, fields, together }: Resource): string {
  const names = pluralOf(singular.kebab) === plural.kebab ? singular.kebab : `${singular.kebab}/${plural.kebab}`;
  return [
    access === undefined ? names : `${names}:${access}`,
    ...fields.map(formatField),
    ...together.map(spelled),
  ].join(" ");
}

function parseNames(text: string): { singular: Name; plural: Name } {
  const [one, many, ...rest] = text.split("/");
  if (rest.length > 0)
    throw new UserError(`${shown(text)} holds more than one slash.`, "Write singular/plural, as in goose/geese.");
  const singular = nameFrom(checkedName(one ?? "", "resource"));
  const plural = nameFrom(many === undefined ? pluralOf(singular.kebab) : checkedName(many, "plural"));
  return { singular, plural: checkedPlural(singular, plural) };
}

/** @throws UserError for a plural equal to the singular: a list and one of its items would have the same name */
export function checkedPlural(singular: Name, plural: Name): Name {
  if (plural.kebab !== singular.kebab) return plural;
  throw samePlural(singular.kebab);
}
