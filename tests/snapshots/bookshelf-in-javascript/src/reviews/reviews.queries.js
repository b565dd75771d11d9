// Review queries: every SQL statement about reviews.
import { database } from "../database/database.js";
import { anywhere, assignments, orderBy } from "../database/sql.js";

// The columns of a response, under their JSON names. Any other column never leaves the database.
const columns = `
  id,
  rating,
  body,
  recommended,
  book_id as "bookId",
  owner_id as "ownerId",
  created_at as "createdAt",
  updated_at as "updatedAt"`;

// The filters of a list. A filter that was not requested is null, and its line then matches every row.
const where = `
  where ($1::integer is null or owner_id = $1)
    and ($2::integer is null or rating = $2)
    and ($3::boolean is null or recommended = $3)
    and ($4::integer is null or book_id = $4)
    and ($5::text is null or body ilike $5)
`;

/** One page of a list, and the number of rows on all pages. */
export async function listReviews(query) {
  const values = [query.ownerId, query.rating, query.recommended, query.bookId, anywhere(query.q)];
  const counted = `select count(*)::int as total from reviews ${where}`;
  const [count] = await database.query(counted, values);
  // The id breaks ties, so that no row appears on two pages.
  const data = await database.query(
    `select ${columns} from reviews ${where}
      order by ${orderBy(query.sort)}, id desc
      limit $6 offset $7`,
    [...values, query.limit, (query.page - 1) * query.limit],
  );
  return { data, page: query.page, limit: query.limit, total: count.total };
}

export async function findReview(id) {
  const [row] = await database.query(`select ${columns} from reviews where id = $1`, [id]);
  return row;
}

export async function insertReview(ownerId, input, db = database) {
  const [row] = await db.query(
    `insert into reviews
      (rating, body, recommended, book_id, owner_id)
      values ($1, $2, $3, $4, $5)
      returning ${columns}`,
    [input.rating, input.body, input.recommended, input.bookId, ownerId],
  );
  return row;
}

export async function updateReview(id, changes) {
  const [row] = await database.query(
    `update reviews set ${assignments(changes)} where id = $1 returning ${columns}`,
    [id, ...Object.values(changes)],
  );
  return row;
}

export async function deleteReview(id) {
  await database.query("delete from reviews where id = $1", [id]);
}
