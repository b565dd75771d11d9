// Author queries: every SQL statement about authors.
import { database } from "../database/database.js";
import { anywhere, assignments, embedded, orderBy } from "../database/sql.js";

// The columns of a response, under their JSON names. Any other column never leaves the database.
const columns = `
  authors.id, authors.name, authors.born, authors.bio, authors.owner_id as "ownerId",
  authors.created_at as "createdAt", authors.updated_at as "updatedAt"`;

// A join finds one row or none. Only ?include needs them, and PostgreSQL takes a while to plan them.
const joins = `
  left join (select id, name from users) owner on owner.id = authors.owner_id
`;
const select = (include) =>
  `select ${columns}${embedded(include)} from authors${include === undefined ? " " : joins}`;

// The filters of a list. A filter that was not requested is null, and its line then matches every row.
const where = `where ($1::integer is null or authors.owner_id = $1)
  and ($2::text is null or authors.name = $2)
  and ($3::date is null or authors.born = $3)
  and ($4::text is null or authors.name ilike $4 or authors.bio ilike $4)
`;

/** One page of a list, and the number of rows on all pages. */
export async function listAuthors(query) {
  const values = [query.ownerId, query.name, query.born, anywhere(query.q)];
  const counted = `select count(*)::int as total from authors ${where}`;
  const [count] = await database.query(counted, values);
  const text = `${select(query.include)}${where} order by ${orderBy(query.sort)} limit $5 offset $6`;
  const data = await database.query(text, [...values, query.limit, (query.page - 1) * query.limit]);
  return { data, page: query.page, limit: query.limit, total: count.total };
}

export async function findAuthor(id, include) {
  const [row] = await database.query(`${select(include)} where authors.id = $1`, [id]);
  return row;
}

export async function insertAuthor(ownerId, input, db = database) {
  const text = `insert into authors (name, born, bio, owner_id)
    values ($1, $2, $3, $4) returning ${columns}`;
  const values = [input.name, input.born, input.bio, ownerId];
  const [row] = await db.query(text, values);
  return row;
}

export async function updateAuthor(id, changes) {
  const text = `update authors set ${assignments(changes)} where id = $1 returning ${columns}`;
  const [row] = await database.query(text, [id, ...Object.values(changes)]);
  return row;
}

export async function deleteAuthor(id) {
  await database.query("delete from authors where id = $1", [id]);
}
