// Session queries: every SQL statement about sessions. Each session has a token, which only the client knows.
import { createHash, randomBytes } from "node:crypto";
import { database } from "../database/database.ts";
import type { User } from "./users.queries.ts";

export type Session = { token: string; expiresAt: string };

// A token is 32 random bytes, which nobody can guess. So a fast hash is enough here, unlike for passwords.
export function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}

/** Stores a new session of this user, and deletes the expired ones. Its token is only available here. */
export async function openSession(userId: number): Promise<Session> {
  const token = randomBytes(32).toString("base64url");
  await database.query("delete from sessions where expires_at < now()");
  const text = `insert into sessions (hash, user_id, expires_at)
    values ($1, $2, now() + interval '30 days') returning expires_at as "expiresAt"`;
  const [session] = await database.query<{ expiresAt: string }>(text, [hashOf(token), userId]);
  return { token, expiresAt: session!.expiresAt };
}

export async function findUserBySession(hash: string): Promise<User | undefined> {
  // task expired-sessions
  const valid = "sessions.expires_at > now()";
  // starter
  // const valid = "sessions.expires_at is not null";
  // end expired-sessions
  // const text = `select users.id, users.name, users.email,{{#if roles}} users.role,{{/if}} users.created_at as "createdAt"
  // {{#specimen}}
  const text = `select users.id, users.name, users.email, users.role, users.created_at as "createdAt"
    -- {{/specimen}}
    from sessions join users on users.id = user_id where sessions.hash = $1 and ${valid}`;
  const [user] = await database.query<User>(text, [hash]);
  return user;
}

export async function deleteSession(hash: string): Promise<void> {
  await database.query("delete from sessions where hash = $1", [hash]);
}

/** Sets the new password and ends every other session: someone may have logged in with the old one. */
export async function changePassword(userId: number, passwordHash: string, keep: string): Promise<void> {
  // task new-password
  await database.transaction(async (tx) => {
    await tx.query("update users set password_hash = $2 where id = $1", [userId, passwordHash]);
    await tx.query("delete from sessions where user_id = $1 and hash <> $2", [userId, keep]);
  });
  // starter
  // await database.query("update users set password_hash = $2 where id = $1", [userId, passwordHash]);
  // await database.query("delete from sessions where user_id = $1 and hash <> $2", [userId, keep]);
  // end new-password
}
