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
  const ids: Ids = new Map();
  // {{#if uses.users}}
  ids.set("users#1", owner.id);
  // {{/if}}
  // {{#each resources}}
  // await insertAll("{{plural.kebab}}", ids, (row) => insert{{singular.pascal}}
  // {{~! }}(owner.id, {{singular.camel}}Input.parse(row), tx));
  // {{/each}}
  // {{#specimen}}
  await insertAll("sample-items", ids, (row) => insertSampleItem(owner.id, sampleItemInput.parse(row), tx));
  // {{/specimen}}
}

type Ids = Map<unknown, number>;

// /** Inserts all rows of seeds/<name>.json. "{{first.plural.kebab}}#1" is the id of the first {{first.singular.words}}. */
async function insertAll(name: string, ids: Ids, insert: (row: object) => Promise<{ id: number }>) {
  const text = readFileSync(new URL(`../../seeds/${name}.json`, import.meta.url), "utf8");
  // JSON.parse calls this function for each value. It replaces a reference by the id, and keeps the others.
  const rows = JSON.parse(text, (key, value: unknown) => ids.get(value) ?? value) as object[];
  for (const [index, row] of rows.entries()) {
    const { id } = await insert(row);
    ids.set(`${name}#${index + 1}`, id);
  }
}
