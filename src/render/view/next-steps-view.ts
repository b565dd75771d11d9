// Next steps: what the page about changing one's own project adds, under names that its resources do not have.
import { nameFrom, type Name } from "../../project/resource/names.ts";
import type { IncludeView } from "./includes.ts";
import type { ResourceView } from "./resource-view.ts";

export interface NextSteps {
  table: { singular: Name; plural: Name };
  /** the field that it adds to the last resource */
  field: string;
  /** the joins that embed rows of the last resource, each with the names of the resource whose statements have it */
  embeddings: (IncludeView & { plural: Name })[];
}

const tables = ["announcement", "notice", "bulletin"];
const newFields = ["remarks", "footnotes", "afterword"];

export function nextStepsOf(resources: ResourceView[]): NextSteps {
  const last = resources.at(-1);
  const taken = resources.flatMap(({ singular, plural }) => [singular.kebab, plural.kebab]);
  const table = tables.find((name) => !taken.includes(name) && !taken.includes(`${name}s`)) ?? "newcomer";
  const fields = last?.fields.map(({ name }) => name) ?? [];
  return {
    table: { singular: nameFrom(table), plural: nameFrom(`${table}s`) },
    field: newFields.find((name) => !fields.includes(name)) ?? "newcomer",
    embeddings: resources.flatMap(({ plural, includes }) =>
      includes.filter((include) => include.table === last?.plural.snake).map((include) => ({ ...include, plural })),
    ),
  };
}
