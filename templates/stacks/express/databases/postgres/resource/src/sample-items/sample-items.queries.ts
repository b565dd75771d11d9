// Every SQL statement about sample items.
import { database } from "../database/database.ts";
import { changed, listRows, selected } from "../database/sql.ts";
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
  const rows = await database.query<SampleItem>(`select ${selected(columns)} from sample_items where id = $1`, [id]);
  return rows[0];
}

export async function insertSampleItem(ownerId: number, input: SampleItemInput): Promise<SampleItem> {
  const rows = await database.query<SampleItem>(
    `insert into sample_items (
      -- {{#each fields}}
      -- {{column}},
      -- {{/each}}
      -- {{#specimen}}
      title,
      pages,
      -- {{/specimen}}
      owner_id
    )
    -- values ({{placeholders}})
    -- {{#specimen}}
    values ($1, $2, $3)
    -- {{/specimen}}
    returning ${selected(columns)}`,
    [
      // {{#each fields}}
      // input.{{name}},
      // {{/each}}
      // {{#specimen}}
      input.title,
      input.pages,
      // {{/specimen}}
      ownerId,
    ],
  );
  return rows[0]!;
}

export async function updateSampleItem(id: number, changes: SampleItemChanges): Promise<SampleItem | undefined> {
  const { set, values } = changed(columns, changes);
  const text = `update sample_items set ${set} where id = $1 returning ${selected(columns)}`;
  const rows = await database.query<SampleItem>(text, [id, ...values]);
  return rows[0];
}

export async function deleteSampleItem(id: number): Promise<void> {
  await database.query("delete from sample_items where id = $1", [id]);
}
