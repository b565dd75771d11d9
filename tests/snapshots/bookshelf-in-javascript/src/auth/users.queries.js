// User queries: every SQL statement about users. The password hash is selected only where it is checked.
import { database } from "../database/database.js";

const columns = `id, name, email, created_at as "createdAt"`;

export async function insertUser(user, db = database) {
  const [row] = await db.query(
    `insert into users (name, email, password_hash) values ($1, $2, $3) returning ${columns}`,
    [user.name, user.email, user.password],
  );
  return row;
}

export async function findUserByEmail(email, db = database) {
  const [row] = await db.query(
    `select ${columns}, password_hash as "passwordHash" from users where email = $1`,
    [email],
  );
  return row;
}
