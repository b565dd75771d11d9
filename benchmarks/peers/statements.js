// Statements: the SQL of the generated app's reviews, for servers that do nothing else.
import { createHash } from "node:crypto";
import pg from "pg";

const columns = `id as "id", rating as "rating", body as "body", recommended as "recommended", book_id as "bookId", owner_id as "ownerId", created_at as "createdAt", updated_at as "updatedAt"`;
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });

export async function list(page = 1, limit = 20) {
  const count = await pool.query("select count(*)::int as total from reviews");
  const { rows } = await pool.query(`select ${columns} from reviews order by created_at desc, id desc limit $1 offset $2`, [limit, (page - 1) * limit]);
  return { data: rows, page, limit, total: count.rows[0].total };
}

export async function read(id) {
  const { rows } = await pool.query(`select ${columns} from reviews where id = $1`, [id]);
  return rows[0];
}

/** As in the app, the session says who the owner is. */
export async function create(authorization, { rating, body, recommended = true, bookId }) {
  const hash = createHash("sha256").update(authorization.slice("Bearer ".length)).digest("base64url");
  const users = await pool.query(
    `select users.id, users.name, users.email, users.created_at as "createdAt"
     from sessions join users on users.id = sessions.user_id
     where sessions.hash = $1 and sessions.expires_at > now()`,
    [hash],
  );
  const text = `insert into reviews (rating, body, recommended, book_id, owner_id) values ($1, $2, $3, $4, $5) returning ${columns}`;
  const { rows } = await pool.query(text, [rating, body, recommended, bookId, users.rows[0].id]);
  return rows[0];
}
