// Sample item queries: every SQL statement about sample items.
import { database, type Queryable } from "../database/database.ts";
// import { {{#if searchable}}anywhere, {{/if}}assignments, {{#if includes}}embedded, {{/if}}orderBy } from "../database/sql.ts";
// {{#specimen}}
import { anywhere, assignments, embedded, orderBy } from "../database/sql.ts";
// {{/specimen}}
import type { SampleItem, SampleItemInput, SampleItemQuery } from "./sample-items.schemas.ts";

// The columns of a response, under their JSON names. Any other column never leaves the database.
const columns = `
  -- {{#specimen}}
  sample_items.title, sample_items.pages,
  -- {{/specimen}}
  -- {{selectList}}`;
// {{#if includes}}

// A join finds one row or none. Only ?include needs them, and PostgreSQL takes a while to plan them.
const joins = `
  -- {{#each includes}}
  -- {{#if toUser}}
  -- left join (select id, name from users) {{alias}} on {{alias}}.id = {{column}}
  -- {{else}}
  -- left join (select {{columns}} from {{table}}
  -- ) {{alias}} on {{alias}}.id = {{column}}{{#if ownersOnly}} and {{alias}}."ownerId" = {{@root.plural.snake}}.owner_id{{/if}}
  -- {{/if}}
  -- {{/each}}
`;
const select = (include?: string[]) =>
  `select ${columns}${embedded(include)} from sample_items${include === undefined ? " " : joins}`;
// {{/if}}

// The filters of a list. A filter that was not requested is null, and its line then matches every row.
// {{#if private}}
// const where = `where {{prefix}}owner_id = $1
// {{else}}
// const where = `where ($1::integer is null or {{prefix}}owner_id = $1)
// {{/if}}
// {{#specimen}}
const where = `where ($1::integer is null or sample_items.owner_id = $1)
  and ($2::integer is null or sample_items.pages = $2)
  and ($3::text is null or sample_items.title ilike $3)
  -- {{/specimen}}
  -- {{#each filters}}
  -- and ({{mark}}::{{erType}} is null or {{@root.prefix}}{{column}} = {{mark}})
  -- {{/each}}
  -- {{#if searchable}}
  -- and ({{searchMark}}::text is null or {{search}})
  -- {{/if}}
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
  // task list-sample-items
  const counted = `select count(*)::int as total from sample_items ${where}`;
  const [count] = await database.query<{ total: number }>(counted, values);
  // {{#if includes}}
  // const text = `${select(query.include)}${where} order by ${orderBy(query.sort)} limit {{limitMark}} offset {{offsetMark}}`;
  // {{else}}
  // const text = `select ${columns} from {{plural.snake}} ${where} order by ${orderBy(query.sort)} limit {{limitMark}}
  // {{~! }} offset {{offsetMark}}`;
  // {{/if}}
  // {{#specimen}}
  const text = `${select(query.include)}${where} order by ${orderBy(query.sort)} limit $4 offset $5`;
  // {{/specimen}}
  const data = await database.query<SampleItem>(text, [...values, query.limit, (query.page - 1) * query.limit]);
  return { data, page: query.page, limit: query.limit, total: count!.total };
  // starter
  // {{#if includes}}
  // const data: SampleItem[] = todo("list-sample-items", where, values, select);
  // {{else}}
  // const data: SampleItem[] = todo("list-sample-items", where, values, columns);
  // {{/if}}
  // return { data, page: query.page, limit: query.limit, total: data.length };
  // end list-sample-items
}

// {{#if private}}
/** The row, if it belongs to this user. */
// {{/if}}
// export async function find{{singular.pascal}}(id: number{{#if private}}, ownerId: number{{/if}}
// {{~#if includes}}, include?: string[]{{/if}}): Promise<{{singular.pascal}} | undefined> {
// {{#specimen}}
export async function findSampleItem(id: number, ownerId?: number, include?: string[]): Promise<SampleItem | undefined> {
  void ownerId;
  // {{/specimen}}
  // task find-sample-item
  // {{#if private}}
  // {{#if includes}}
  // const text = `${select(include)} where {{prefix}}id = $1 and {{prefix}}owner_id = $2`;
  // {{else}}
  // const text = `select ${columns} from {{plural.snake}} where {{prefix}}id = $1 and {{prefix}}owner_id = $2`;
  // {{/if}}
  // const [row] = await database.query<{{singular.pascal}}>(text, [id, ownerId]);
  // {{else}}
  const [row] = await database.query<SampleItem>(`${select(include)} where sample_items.id = $1`, [id]);
  // {{/if}}
  return row;
  // starter
  // {{#if includes}}
  // return todo("find-sample-item", select);
  // {{else}}
  // return todo("find-sample-item", columns);
  // {{/if}}
  // end find-sample-item
}

export async function insertSampleItem(ownerId: number, input: SampleItemInput, db: Queryable = database) {
  // task insert-sample-item
  // const text = `insert into {{plural.snake}} ({{insertColumns}})
  // {{#specimen}}
  const text = `insert into sample_items (title, pages, owner_id) values ($1, $2, $3)
    -- {{/specimen}}
    -- values ({{placeholders}}) returning ${columns}`;
  // const values = [{{insertValues}}];
  // {{#specimen}}
  const values = [input.title, input.pages, ownerId];
  // {{/specimen}}
  const [row] = await db.query<SampleItem>(text, values);
  return row!;
  // starter
  // const row: SampleItem = todo("insert-sample-item", columns, db);
  // return row;
  // end insert-sample-item
}

export async function updateSampleItem(id: number, changes: Partial<SampleItemInput>): Promise<SampleItem | undefined> {
  const text = `update sample_items set ${assignments(changes)} where id = $1 returning ${columns}`;
  const [row] = await database.query<SampleItem>(text, [id, ...Object.values(changes)]);
  return row;
}

export async function deleteSampleItem(id: number): Promise<void> {
  await database.query("delete from sample_items where id = $1", [id]);
}
