// Book queries: every SQL statement about books.
import { database } from "../database/database.js";
import { anywhere, assignments, embedded, orderBy } from "../database/sql.js";

// The columns of a response, under their JSON names. Any other column never leaves the database.
const columns = `
  books.id, books.title, books.isbn, books.pages, books.format, books.published_on as "publishedOn",
  books.author_id as "authorId", books.owner_id as "ownerId", books.created_at as "createdAt",
  books.updated_at as "updatedAt"`;

// A join finds one row or none. Only ?include needs them, and PostgreSQL takes a while to plan them.
const joins = `
  left join (select id, name, born, bio, owner_id as "ownerId",
      to_char(created_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "createdAt",
      to_char(updated_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "updatedAt" from authors
  ) author on author.id = books.author_id
  left join (select id, name from users) owner on owner.id = books.owner_id
`;
const select = (include) =>
  `select ${columns}${embedded(include)} from books${include === undefined ? " " : joins}`;

// The filters of a list. A filter that was not requested is null, and its line then matches every row.
const where = `where ($1::integer is null or books.owner_id = $1)
  and ($2::text is null or books.title = $2)
  and ($3::text is null or books.isbn = $3)
  and ($4::integer is null or books.pages = $4)
  and ($5::text is null or books.format = $5)
  and ($6::date is null or books.published_on = $6)
  and ($7::integer is null or books.author_id = $7)
  and ($8::text is null or books.title ilike $8 or books.isbn ilike $8)
`;

/** One page of a list, and the number of rows on all pages. */
export async function listBooks(query) {
  const values = [query.ownerId, query.title, query.isbn, query.pages, query.format, query.publishedOn,
    query.authorId, anywhere(query.q)];
  const counted = `select count(*)::int as total from books ${where}`;
  const [count] = await database.query(counted, values);
  const text = `${select(query.include)}${where} order by ${orderBy(query.sort)} limit $9 offset $10`;
  const data = await database.query(text, [...values, query.limit, (query.page - 1) * query.limit]);
  return { data, page: query.page, limit: query.limit, total: count.total };
}

export async function findBook(id, include) {
  const [row] = await database.query(`${select(include)} where books.id = $1`, [id]);
  return row;
}

export async function insertBook(ownerId, input, db = database) {
  const text = `insert into books (title, isbn, pages, format, published_on, author_id, owner_id)
    values ($1, $2, $3, $4, $5, $6, $7) returning ${columns}`;
  const values = [input.title, input.isbn, input.pages, input.format, input.publishedOn, input.authorId,
    ownerId];
  const [row] = await db.query(text, values);
  return row;
}

export async function updateBook(id, changes) {
  const text = `update books set ${assignments(changes)} where id = $1 returning ${columns}`;
  const [row] = await database.query(text, [id, ...Object.values(changes)]);
  return row;
}

export async function deleteBook(id) {
  await database.query("delete from books where id = $1", [id]);
}
