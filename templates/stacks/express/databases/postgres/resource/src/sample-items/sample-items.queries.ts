// Sample item queries: every SQL statement about sample items.
import { database, type Queryable } from "../database/database.ts";
// import { {{#if searchable}}anywhere, {{/if}}assignments, orderBy } from "../database/sql.ts";
// {{#specimen}}
import { anywhere, assignments, orderBy } from "../database/sql.ts";
// {{/specimen}}
import type { SampleItem, SampleItemChanges, SampleItemInput, SampleItemQuery } from "./sample-items.schemas.ts";

// The columns of a response, under their JSON names. Any other column never leaves the database.
const columns = `
  id,
  -- {{#each fields}}
  -- {{selected}},
  -- {{/each}}
  -- {{#specimen}}
  title,
  pages,
  -- {{/specimen}}
  owner_id as "ownerId",
  created_at as "createdAt",
  updated_at as "updatedAt"`;

// The filters of a list. A filter that was not requested is null, and its line then matches every row.
const where = `
  -- {{#if private}}
  where owner_id = $1
  -- {{else}}
  where ($1::integer is null or owner_id = $1)
  -- {{/if}}
    -- {{#each filters}}
    -- and ({{mark}}::{{erType}} is null or {{column}} = {{mark}})
    -- {{/each}}
    -- {{#if searchable}}
    -- and ({{searchMark}}::text is null or {{search}})
    -- {{/if}}
    -- {{#specimen}}
    and ($2::integer is null or pages = $2)
    and ($3::text is null or title ilike $3)
    -- {{/specimen}}
`;

/** One page of a list, and the number of rows on all pages. */
// export async function list{{plural.pascal}}(query: {{singular.pascal}}Query{{#if private}} & { ownerId: number }{{/if}}) {
// {{#specimen}}
export async function listSampleItems(query: SampleItemQuery) {
  // {{/specimen}}
  // const values = [{{filterValues}}];
  // {{#specimen}}
  const values = [query.ownerId, query.pages, anywhere(query.q)];
  // {{/specimen}}
  const counted = `select count(*)::int as total from sample_items ${where}`;
  const [count] = await database.query<{ total: number }>(counted, values);
  // The id breaks ties, so that no row appears on two pages.
  const data = await database.query<SampleItem>(
    `select ${columns} from sample_items ${where}
      order by ${orderBy(query.sort)}, id desc
      -- limit {{limitMark}} offset {{offsetMark}}`,
    [...values, query.limit, (query.page - 1) * query.limit],
  );
  return { data, page: query.page, limit: query.limit, total: count!.total };
}

// {{#if private}}
/** The row, if it belongs to this user. */
// {{/if}}
// export async function find{{singular.pascal}}(id: number{{#if private}}, ownerId: number{{/if}}): Promise<{{singular.pascal}} | undefined> {
// {{#specimen}}
export async function findSampleItem(id: number, ownerId?: number): Promise<SampleItem | undefined> {
  void ownerId;
  // {{/specimen}}
  // {{#if private}}
  const text = `select ${columns} from sample_items where id = $1 and owner_id = $2`;
  const [row] = await database.query<SampleItem>(text, [id, ownerId]);
  // {{else}}
  // const [row] = await database.query<{{singular.pascal}}>(`select ${columns} from {{plural.snake}} where id = $1`, [id]);
  // {{/if}}
  return row;
}

export async function insertSampleItem(ownerId: number, input: SampleItemInput, db: Queryable = database) {
  const [row] = await db.query<SampleItem>(
    `insert into sample_items
      -- ({{insertColumns}})
      -- values ({{placeholders}})
      -- {{#specimen}}
      (title, pages, owner_id)
      values ($1, $2, $3)
      -- {{/specimen}}
      returning ${columns}`,
    // [{{insertValues}}],
    // {{#specimen}}
    [input.title, input.pages, ownerId],
    // {{/specimen}}
  );
  return row!;
}

export async function updateSampleItem(id: number, changes: SampleItemChanges): Promise<SampleItem | undefined> {
  const [row] = await database.query<SampleItem>(
    `update sample_items set ${assignments(changes)} where id = $1 returning ${columns}`,
    [id, ...Object.values(changes)],
  );
  return row;
}

export async function deleteSampleItem(id: number): Promise<void> {
  await database.query("delete from sample_items where id = $1", [id]);
}
