// Every SQL statement about users. The password hash is selected only where it is compared.
import { database } from "../database/database.ts";

export interface User {
  id: number;
  name: string;
  email: string;
  createdAt: string;
}

const columns = `id, name, email, created_at as "createdAt"`;

export async function insertUser(user: { name: string; email: string; password: string }): Promise<User> {
  const rows = await database.query<User>(
    `insert into users (name, email, password_hash) values ($1, $2, $3) returning ${columns}`,
    [user.name, user.email, user.password],
  );
  return rows[0]!;
}

export async function findUserByEmail(email: string): Promise<(User & { passwordHash: string }) | undefined> {
  const rows = await database.query<User & { passwordHash: string }>(
    `select ${columns}, password_hash as "passwordHash" from users where email = $1`,
    [email],
  );
  return rows[0];
}
