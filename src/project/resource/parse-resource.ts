// The spelling of a resource: "book title:string isbn:string:unique pages:integer? author:ref(author)".
import pluralize from "pluralize";
import { Fault } from "../../user-error.ts";
import { checkedName, nameFrom, type Name } from "./names.ts";
import { formatField, parseField } from "./parse-field.ts";
import type { Resource } from "./resource.ts";
import { splitOutside } from "./split.ts";

const mostFields = 30;

/**
 * Reads one resource. A plural of one's own follows a slash: `goose/geese`.
 *
 * @throws Fault naming the piece that is wrong
 */
export function parseResource(spec: string): Resource {
  const [names, ...fields] = splitOutside(spec.trim(), /\s/);
  if (names === undefined) throw new Fault("A resource needs a name and fields.", 'For example: "book title:string".');
  const { singular, plural } = parseNames(names);
  if (fields.length === 0) {
    throw new Fault(`The resource ${quote(singular.kebab)} has no fields.`, `Give it some: "${singular.kebab} title:string".`);
  }
  if (fields.length > mostFields) throw new Fault(`The resource ${quote(singular.kebab)} has more than ${mostFields} fields.`);
  return { singular, plural, fields: fields.map((field) => parseField(field, singular)) };
}

/** The canonical spelling: parsing it gives the same resource again. */
export function formatResource({ singular, plural, fields }: Resource): string {
  const names = pluralize(singular.kebab) === plural.kebab ? singular.kebab : `${singular.kebab}/${plural.kebab}`;
  return [names, ...fields.map(formatField)].join(" ");
}

function parseNames(text: string): { singular: Name; plural: Name } {
  const [one, many, ...rest] = text.split("/");
  if (rest.length > 0) throw new Fault(`${quote(text)} holds more than one slash.`, "Write singular/plural, as in goose/geese.");
  const singular = nameFrom(checkedName(one ?? "", "resource"));
  const plural = nameFrom(many === undefined ? pluralize(singular.kebab) : checkedName(many, "plural"));
  if (plural.kebab === singular.kebab) {
    throw new Fault(
      `The plural of ${quote(singular.kebab)} is the same word, so a list and one of its items could not be told apart.`,
      `Name the plural yourself: ${singular.kebab}/${singular.kebab}-items.`,
    );
  }
  return { singular, plural };
}

function quote(text: string): string {
  return JSON.stringify(text);
}
