// The pieces of SQL that depend on the request. Names come from our own lists; values only ever travel as $1, $2 ...
import { database } from "./database.ts";

/** Name in JSON -> column in the table. */
export type Columns = Record<string, string>;

/** `title, author_id as "authorId"`: a row comes out under the names that JSON uses. */
export function selected(columns: Columns): string {
  return Object.entries(columns)
    .map(([name, column]) => `${column} as "${name}"`)
    .join(", ");
}

/** The pieces of an insert: `insert into books (${names}) values (${marks})`. */
export function inserted(columns: Columns, row: object): { names: string; marks: string; values: unknown[] } {
  const names = Object.keys(row);
  return { names: names.map((name) => columns[name]).join(", "), marks: names.map((_, at) => `$${at + 1}`).join(", "), values: Object.values(row) };
}

/** The `set` of an update: only what was sent is changed. Its first value is $2, because $1 is the id. */
export function changed(columns: Columns, changes: object): { set: string; values: unknown[] } {
  const names = Object.keys(changes).map((name, at) => `${columns[name]} = $${at + 2}`);
  return { set: [...names, "updated_at = now()"].join(", "), values: Object.values(changes) };
}

interface List {
  table: string;
  columns: Columns;
  /** the columns in which `q` searches */
  search: string[];
  query: { page: number; limit: number; sort: string; q?: string };
}

/** One page of a list, and how many rows there are on all pages. */
export async function listRows<Row>({ table, columns, search, query: { page, limit, sort, q, ...filters } }: List) {
  const values: unknown[] = [];
  const bind = (value: unknown) => `$${values.push(value)}`;
  const conditions = Object.entries(filters).map(([name, value]) => `${columns[name]} = ${bind(value)}`);
  if (q !== undefined) {
    const pattern = bind(`%${q.replace(/[\\%_]/g, "\\$&")}%`);
    conditions.push(`(${search.map((column) => `${column} ilike ${pattern}`).join(" or ")})`);
  }
  const from = `from ${table} ${conditions.length > 0 ? `where ${conditions.join(" and ")}` : ""}`;
  const order = `${columns[sort.replace("-", "")]} ${sort.startsWith("-") ? "desc" : "asc"}`;
  const [count] = await database.query<{ total: number }>(`select count(*)::int as total ${from}`, [...values]);
  // The id decides between equals, so that no row shows up on two pages.
  const text = `select ${selected(columns)} ${from} order by ${order}, id desc limit ${bind(limit)} offset ${bind((page - 1) * limit)}`;
  return { data: await database.query<Row>(text, values), page, limit, total: count!.total };
}
