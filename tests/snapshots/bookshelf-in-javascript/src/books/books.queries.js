// Book queries: every SQL statement about books.
import { database } from "../database/database.js";
import { anywhere, assignments, orderBy } from "../database/sql.js";

// The columns of a response, under their JSON names. Any other column never leaves the database.
const columns = `
  id,
  title,
  isbn,
  pages,
  format,
  published_on as "publishedOn",
  author_id as "authorId",
  owner_id as "ownerId",
  created_at as "createdAt",
  updated_at as "updatedAt"`;

// The filters of a list. A filter that was not requested is null, and its line then matches every row.
const where = `
  where ($1::integer is null or owner_id = $1)
    and ($2::text is null or title = $2)
    and ($3::text is null or isbn = $3)
    and ($4::integer is null or pages = $4)
    and ($5::text is null or format = $5)
    and ($6::date is null or published_on = $6)
    and ($7::integer is null or author_id = $7)
    and ($8::text is null or title ilike $8 or isbn ilike $8)
`;

/** One page of a list, and the number of rows on all pages. */
export async function listBooks(query) {
  const values = [query.ownerId, query.title, query.isbn, query.pages, query.format, query.publishedOn,
    query.authorId, anywhere(query.q)];
  const counted = `select count(*)::int as total from books ${where}`;
  const [count] = await database.query(counted, values);
  // The id breaks ties, so that no row appears on two pages.
  const data = await database.query(
    `select ${columns} from books ${where}
      order by ${orderBy(query.sort)}, id desc
      limit $9 offset $10`,
    [...values, query.limit, (query.page - 1) * query.limit],
  );
  return { data, page: query.page, limit: query.limit, total: count.total };
}

export async function findBook(id) {
  const [row] = await database.query(`select ${columns} from books where id = $1`, [id]);
  return row;
}

export async function insertBook(ownerId, input, db = database) {
  const [row] = await db.query(
    `insert into books
      (title, isbn, pages, format, published_on, author_id, owner_id)
      values ($1, $2, $3, $4, $5, $6, $7)
      returning ${columns}`,
    [input.title, input.isbn, input.pages, input.format, input.publishedOn, input.authorId,
      ownerId],
  );
  return row;
}

export async function updateBook(id, changes) {
  const [row] = await database.query(
    `update books set ${assignments(changes)} where id = $1 returning ${columns}`,
    [id, ...Object.values(changes)],
  );
  return row;
}

export async function deleteBook(id) {
  await database.query("delete from books where id = $1", [id]);
}
