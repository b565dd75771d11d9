// Examples: inserts the rows in seeds/, by SQL of its own: the functions that store rows can be open tasks.
import { readFileSync } from "node:fs";
import type { User } from "../auth/users.queries.ts";
// {{#each resources}}
// import { {{singular.camel}}Input } from "../{{plural.kebab}}/{{plural.kebab}}.schemas.ts";
// {{/each}}
// {{#specimen}}
import { sampleItemInput } from "../sample-items/sample-items.schemas.ts";
// {{/specimen}}
import type { Queryable } from "./database.ts";

/** Inserts all examples, which then belong to this user. */
export async function insertExamples(owner: User, tx: Queryable): Promise<void> {
  const ids: Ids = {};
  // {{#if uses.users}}
  ids.users = [owner.id];
  // {{/if}}
  const own = (row: object) => ({ ...row, ownerId: owner.id });
  // {{#each resources}}
  // await insertAll("{{plural.kebab}}", ids, tx, (row) => own({{singular.camel}}Input.parse(row)));
  // {{/each}}
  // {{#specimen}}
  await insertAll("sample-items", ids, tx, (row) => own(sampleItemInput.parse(row)));
  // {{/specimen}}
}

/** The ids of the rows of each seed file, in the order of the file. */
type Ids = Record<string, number[]>;

// /** Inserts all rows of seeds/<name>.json. "{{first.plural.kebab}}#1" is the id of the first {{first.singular.words}}. */
async function insertAll(name: string, ids: Ids, tx: Queryable, complete: (row: object) => object) {
  const text = readFileSync(new URL(`../../seeds/${name}.json`, import.meta.url), "utf8");
  const rows = JSON.parse(text, (_, value: unknown) => idMeantBy(value, ids) ?? value) as object[];
  ids[name] = [];
  for (const row of rows) {
    const id = await insert(name.replaceAll("-", "_"), complete(row), tx);
    ids[name].push(id);
  }
}

function idMeantBy(value: unknown, ids: Ids): number | undefined {
  if (typeof value !== "string") return undefined;
  const [name, row] = value.split("#") as [string, string];
  return ids[name]?.[Number(row) - 1];
}

/** Inserts a row whose keys are the names of its columns in JSON, and returns its id. */
async function insert(table: string, row: object, tx: Queryable): Promise<number> {
  const names = Object.keys(row).map((name) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`));
  const columns = names.map((name) => `"${name}"`).join(", ");
  const marks = names.map((_, at) => `$${at + 1}`).join(", ");
  const text = `insert into ${table} (${columns}) values (${marks}) returning id`;
  const [inserted] = await tx.query<{ id: number }>(text, Object.values(row));
  return inserted!.id;
}
