// Examples: inserts the rows in seeds/.
import { readFileSync } from "node:fs";
import type { User } from "../auth/users.queries.ts";
// {{#each resources}}
// import { insert{{singular.pascal}} } from "../{{plural.kebab}}/{{plural.kebab}}.queries.ts";
// import { {{singular.camel}}Input } from "../{{plural.kebab}}/{{plural.kebab}}.schemas.ts";
// {{/each}}
// {{#specimen}}
import { insertSampleItem } from "../sample-items/sample-items.queries.ts";
import { sampleItemInput } from "../sample-items/sample-items.schemas.ts";
// {{/specimen}}
import type { Queryable } from "./database.ts";

/** Inserts all examples, which then belong to this user. */
export async function insertExamples(owner: User, tx: Queryable): Promise<void> {
  const ids: Ids = {};
  // {{#if uses.users}}
  ids.users = [owner.id];
  // {{/if}}
  // {{#each resources}}
  // await insertAll("{{plural.kebab}}", ids, (row) => insert{{singular.pascal}}
  // {{~! }}(owner.id, {{singular.camel}}Input.parse(row), tx));
  // {{/each}}
  // {{#specimen}}
  await insertAll("sample-items", ids, (row) => insertSampleItem(owner.id, sampleItemInput.parse(row), tx));
  // {{/specimen}}
}

/** The ids of the rows of each seed file, in the order of the file. */
type Ids = Record<string, number[]>;

// /** Inserts all rows of seeds/<name>.json. "{{first.plural.kebab}}#1" is the id of the first {{first.singular.words}}. */
async function insertAll(name: string, ids: Ids, insert: (row: object) => Promise<{ id: number }>) {
  const text = readFileSync(new URL(`../../seeds/${name}.json`, import.meta.url), "utf8");
  const rows = JSON.parse(text, (_, value: unknown) => idMeantBy(value, ids) ?? value) as object[];
  ids[name] = [];
  for (const row of rows) {
    const { id } = await insert(row);
    ids[name].push(id);
  }
}

function idMeantBy(value: unknown, ids: Ids): number | undefined {
  if (typeof value !== "string") return undefined;
  const [name, row] = value.split("#") as [string, string];
  return ids[name]?.[Number(row) - 1];
}
