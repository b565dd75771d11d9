// Specimen: turns every form of the name "sample item" in a resource template into a tag.
import { nameFrom, type Name } from "../project/resource/names.ts";

const one = nameFrom("sample item");
const many = nameFrom("sample items");

/** Written form -> tag. Longer forms come first, so that a plural is not taken for a singular. */
const forms = new Map<string, string>([
  // Only where a sample belongs to somebody.
  ["aSampleItem(token)", "{{@root.article}}{{@root.singular.pascal}}({{#if @root.needsOwner}}token{{/if}})"],
  ["aSampleItem", "{{@root.article}}{{@root.singular.pascal}}"],
  ["a sample item", "{{@root.article}} {{@root.singular.words}}"],
  ["A sample item", "{{@root.Article}} {{@root.singular.words}}"],
  ...formsOf(many, "plural"),
  ...formsOf(one, "singular"),
]);

const anyOf = [...forms.keys()].map((form) => form.replace(/[()]/g, "\\$&")).join("|");
const anyForm = new RegExp(`(?<before>\\{?)(?<form>${anyOf})(?<after>\\}?)`, "g");

/** Replaces every form of the specimen's name in a file's text or path by a tag. */
export function specimenTags(source: string): string {
  if (!/sample/i.test(source)) return source; // The lockfile is long.
  return source.replace(anyForm, (_, before: string, form: string, after: string) => {
    // `${sampleItem}` would become four braces in a row, which handlebars parses differently.
    return `${before && "{{brace}}"}${forms.get(form)}${after && "{{endBrace}}"}`;
  });
}

function formsOf(name: Name, number: "singular" | "plural"): [string, string][] {
  return Object.entries(name).map(([form, text]: [string, string]) => [text, `{{@root.${number}.${form}}}`]);
}
