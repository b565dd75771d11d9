// Sessions: each has a token, which only the client knows. The database stores a hash of it.
import { createHash, randomBytes } from "node:crypto";
import { insertSession } from "./sessions.queries.ts";

export type Session = { token: string; expiresAt: string };

/** A new session of this user. Its token is only available here. */
export async function openSession(userId: number): Promise<Session> {
  const token = randomBytes(32).toString("base64url");
  return { token, expiresAt: await insertSession(userId, hashOf(token)) };
}

// A token is 32 random bytes, which nobody can guess. So a fast hash is enough here, unlike for passwords.
export function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}
