// Every SQL statement about sample items.
import { database, type Queryable } from "../database/database.ts";
import { changed, inserted, listRows, selected } from "../database/sql.ts";
import type { SampleItem, SampleItemChanges, SampleItemInput, SampleItemQuery } from "./sample-items.schemas.ts";

/** Name in JSON -> column in the table. What is not listed here never leaves the database. */
const columns = {
  id: "id",
  // {{#each fields}}
  // {{name}}: {{json column}},
  // {{/each}}
  // {{#specimen}}
  title: "title",
  pages: "pages",
  // {{/specimen}}
  ownerId: "owner_id",
  createdAt: "created_at",
  updatedAt: "updated_at",
};

export function listSampleItems(query: SampleItemQuery) {
  // return listRows<SampleItem>({ table: "sample_items", columns, search: {{list searchColumns}}, query });
  // {{#specimen}}
  return listRows<SampleItem>({ table: "sample_items", columns, search: ["title"], query });
  // {{/specimen}}
}

export async function findSampleItem(id: number): Promise<SampleItem | undefined> {
  const [row] = await database.query<SampleItem>(`select ${selected(columns)} from sample_items where id = $1`, [id]);
  return row;
}

export async function insertSampleItem(ownerId: number, input: SampleItemInput, db: Queryable = database): Promise<SampleItem> {
  const { names, marks, values } = inserted(columns, { ...input, ownerId });
  const text = `insert into sample_items (${names}) values (${marks}) returning ${selected(columns)}`;
  const [row] = await db.query<SampleItem>(text, values);
  return row!;
}

export async function updateSampleItem(id: number, changes: SampleItemChanges): Promise<SampleItem | undefined> {
  const { set, values } = changed(columns, changes);
  const [row] = await database.query<SampleItem>(`update sample_items set ${set} where id = $1 returning ${selected(columns)}`, [id, ...values]);
  return row;
}

export async function deleteSampleItem(id: number): Promise<void> {
  await database.query("delete from sample_items where id = $1", [id]);
}
