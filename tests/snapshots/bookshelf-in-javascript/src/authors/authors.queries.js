// Author queries: every SQL statement about authors.
import { database } from "../database/database.js";
import { anywhere, assignments, orderBy } from "../database/sql.js";

// The columns of a response, under their JSON names. Any other column never leaves the database.
const columns = `
  id,
  name,
  born,
  bio,
  owner_id as "ownerId",
  created_at as "createdAt",
  updated_at as "updatedAt"`;

// The filters of a list. A filter that was not requested is null, and its line then matches every row.
const where = `
  where ($1::integer is null or owner_id = $1)
    and ($2::text is null or name = $2)
    and ($3::date is null or born = $3)
    and ($4::text is null or name ilike $4 or bio ilike $4)
`;

/** One page of a list, and the number of rows on all pages. */
export async function listAuthors(query) {
  const values = [query.ownerId, query.name, query.born, anywhere(query.q)];
  const counted = `select count(*)::int as total from authors ${where}`;
  const [count] = await database.query(counted, values);
  // The id breaks ties, so that no row appears on two pages.
  const data = await database.query(
    `select ${columns} from authors ${where}
      order by ${orderBy(query.sort)}, id desc
      limit $5 offset $6`,
    [...values, query.limit, (query.page - 1) * query.limit],
  );
  return { data, page: query.page, limit: query.limit, total: count.total };
}

export async function findAuthor(id) {
  const [row] = await database.query(`select ${columns} from authors where id = $1`, [id]);
  return row;
}

export async function insertAuthor(ownerId, input, db = database) {
  const [row] = await db.query(
    `insert into authors
      (name, born, bio, owner_id)
      values ($1, $2, $3, $4)
      returning ${columns}`,
    [input.name, input.born, input.bio, ownerId],
  );
  return row;
}

export async function updateAuthor(id, changes) {
  const [row] = await database.query(
    `update authors set ${assignments(changes)} where id = $1 returning ${columns}`,
    [id, ...Object.values(changes)],
  );
  return row;
}

export async function deleteAuthor(id) {
  await database.query("delete from authors where id = $1", [id]);
}
