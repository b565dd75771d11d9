// User queries: every SQL statement about users. The password hash is selected only where it is checked.
import { database } from "../database/database.js";

const columns = `id, name, email, created_at as "createdAt"`;

export async function insertUser(user, db = database) {
  const text = `insert into users (name, email, password_hash) values ($1, $2, $3) returning ${columns}`;
  const [row] = await db.query(text, [user.name, user.email, user.password]);
  return row;
}

export async function findUserByEmail(email, db = database) {
  const text = `select ${columns}, password_hash as "passwordHash" from users where email = $1`;
  const [row] = await db.query(text, [email]);
  return row;
}
