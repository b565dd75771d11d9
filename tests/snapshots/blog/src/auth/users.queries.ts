// User queries: every SQL statement about users. The password hash is selected only where it is checked.
import { database, type Queryable } from "../database/database.ts";

export interface User {
  id: number;
  name: string;
  email: string;
  createdAt: string;
}

const columns = `id, name, email, created_at as "createdAt"`;

export async function insertUser(user: { name: string; email: string; password: string }, db: Queryable = database): Promise<User> {
  const [row] = await db.query<User>(
    `insert into users (name, email, password_hash) values ($1, $2, $3) returning ${columns}`,
    [user.name, user.email, user.password],
  );
  return row!;
}

export async function findUserByEmail(email: string, db: Queryable = database) {
  const [row] = await db.query<User & { passwordHash: string }>(
    `select ${columns}, password_hash as "passwordHash" from users where email = $1`,
    [email],
  );
  return row;
}
