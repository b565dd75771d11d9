// Review queries: every SQL statement about reviews.
import { database } from "../database/database.js";
import { anywhere, assignments, embedded, orderBy } from "../database/sql.js";

// The columns of a response, under their JSON names. Any other column never leaves the database.
const columns = `
  reviews.id, reviews.rating, reviews.body, reviews.recommended, reviews.book_id as "bookId",
  reviews.owner_id as "ownerId", reviews.created_at as "createdAt", reviews.updated_at as "updatedAt"`;

// A join finds one row or none. Only ?include needs them, and PostgreSQL takes a while to plan them.
const joins = `
  left join (select id, title, isbn, pages, format, published_on as "publishedOn", author_id as "authorId",
      owner_id as "ownerId",
      to_char(created_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "createdAt",
      to_char(updated_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "updatedAt" from books
  ) book on book.id = reviews.book_id
  left join (select id, name from users) owner on owner.id = reviews.owner_id
`;
const select = (include) =>
  `select ${columns}${embedded(include)} from reviews${include === undefined ? " " : joins}`;

// The filters of a list. A filter that was not requested is null, and its line then matches every row.
const where = `where ($1::integer is null or reviews.owner_id = $1)
  and ($2::integer is null or reviews.rating = $2)
  and ($3::boolean is null or reviews.recommended = $3)
  and ($4::integer is null or reviews.book_id = $4)
  and ($5::text is null or reviews.body ilike $5)
`;

/** One page of a list, and the number of rows on all pages. */
export async function listReviews(query) {
  const values = [query.ownerId, query.rating, query.recommended, query.bookId, anywhere(query.q)];
  const counted = `select count(*)::int as total from reviews ${where}`;
  const [count] = await database.query(counted, values);
  const text = `${select(query.include)}${where} order by ${orderBy(query.sort)} limit $6 offset $7`;
  const data = await database.query(text, [...values, query.limit, (query.page - 1) * query.limit]);
  return { data, page: query.page, limit: query.limit, total: count.total };
}

export async function findReview(id, include) {
  const [row] = await database.query(`${select(include)} where reviews.id = $1`, [id]);
  return row;
}

export async function insertReview(ownerId, input, db = database) {
  const text = `insert into reviews (rating, body, recommended, book_id, owner_id)
    values ($1, $2, $3, $4, $5) returning ${columns}`;
  const values = [input.rating, input.body, input.recommended, input.bookId, ownerId];
  const [row] = await db.query(text, values);
  return row;
}

export async function updateReview(id, changes) {
  const text = `update reviews set ${assignments(changes)} where id = $1 returning ${columns}`;
  const [row] = await database.query(text, [id, ...Object.values(changes)]);
  return row;
}

export async function deleteReview(id) {
  await database.query("delete from reviews where id = $1", [id]);
}
