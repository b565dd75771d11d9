// Every SQL statement about tokens and what belongs to them.
import { database } from "../database/database.ts";
import type { User } from "./users.queries.ts";

/** Keeps a new token, and forgets all that are out of date. Returns when the new one ends. */
export async function insertToken(userId: number, hash: string): Promise<string> {
  await database.query("delete from tokens where expires_at < now()");
  const rows = await database.query<{ expiresAt: string }>(
    `insert into tokens (hash, user_id, expires_at) values ($1, $2, now() + interval '30 days') returning expires_at as "expiresAt"`,
    [hash, userId],
  );
  return rows[0]!.expiresAt;
}

export async function findUserByToken(hash: string): Promise<User | undefined> {
  const rows = await database.query<User>(
    `select users.id, users.name, users.email, users.created_at as "createdAt"
     from tokens join users on users.id = tokens.user_id
     where tokens.hash = $1 and tokens.expires_at > now()`,
    [hash],
  );
  return rows[0];
}

export async function deleteToken(hash: string): Promise<void> {
  await database.query("delete from tokens where hash = $1", [hash]);
}

/** Sets the new password and ends every other session: whoever knew the old password is out. */
export async function changePassword(userId: number, passwordHash: string, keep: string): Promise<void> {
  await database.transaction(async (tx) => {
    await tx.query("update users set password_hash = $2 where id = $1", [userId, passwordHash]);
    await tx.query("delete from tokens where user_id = $1 and hash <> $2", [userId, keep]);
  });
}
