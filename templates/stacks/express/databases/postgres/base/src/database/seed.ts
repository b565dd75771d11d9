// Fills an empty database with examples, so that there is something to look at. For development only.
import { readFileSync } from "node:fs";
import { hashPassword } from "../auth/passwords.ts";
import { findUserByEmail, insertUser } from "../auth/users.queries.ts";
import { config } from "../config.ts";
import { database } from "./database.ts";
import { waitForOthers } from "./migrate.ts";
// {{#each resources}}
// import { insert{{singular.pascal}} } from "../{{plural.kebab}}/{{plural.kebab}}.queries.ts";
// import { {{singular.camel}}Input } from "../{{plural.kebab}}/{{plural.kebab}}.schemas.ts";
// {{/each}}
// {{#specimen}}
import { insertSampleItem } from "../sample-items/sample-items.queries.ts";
import { sampleItemInput } from "../sample-items/sample-items.schemas.ts";
// {{/specimen}}

export const demo = { name: "Demo", email: "demo@example.com", password: "demo-password" };

/** Does nothing when the demo user is there already. */
export async function seed(): Promise<void> {
  if (config.NODE_ENV === "production") throw new Error("Seeds are not for production");
  const password = await hashPassword(demo.password);
  await database.transaction(async (tx) => {
    await waitForOthers(tx);
    if ((await findUserByEmail(demo.email, tx)) !== undefined) return;
    const owner = await insertUser({ ...demo, password }, tx);
    const ids: Ids = {};
    // {{#each resources}}
    // await insertAll("{{plural.kebab}}", ids, (row) => insert{{singular.pascal}}(owner.id, {{singular.camel}}Input.parse(row), tx));
    // {{/each}}
    // {{#specimen}}
    await insertAll("sample-items", ids, (row) => insertSampleItem(owner.id, sampleItemInput.parse(row), tx));
    // {{/specimen}}
    console.log(`Added examples. Log in as ${demo.email} with the password ${demo.password}`);
  });
}

/** The ids that the rows of each seed file were given, in the order of the file. */
type Ids = Record<string, number[]>;

/** Inserts every row of seeds/<name>.json. A value like "authors#1" stands for the id of the first row in authors.json. */
async function insertAll(name: string, ids: Ids, insert: (row: object) => Promise<{ id: number }>): Promise<void> {
  const rows = JSON.parse(readFileSync(new URL(`../../seeds/${name}.json`, import.meta.url), "utf8")) as object[];
  const added: number[] = [];
  for (const row of rows) {
    const values = Object.entries(row).map(([key, value]): [string, unknown] => [key, idMeantBy(value, ids) ?? value]);
    const { id } = await insert(Object.fromEntries(values));
    added.push(id);
  }
  ids[name] = added;
}

function idMeantBy(value: unknown, ids: Ids): number | undefined {
  const [name = "", row] = typeof value === "string" ? value.split("#") : [];
  return ids[name]?.[Number(row) - 1];
}
