// A session begins at log-in and is known by its token. Only the client has the token; the database keeps a hash of it.
import { createHash, randomBytes } from "node:crypto";
import { insertSession } from "./sessions.queries.ts";

/** A new session of this user. Its token is shown once, here. */
export async function openSession(userId: number): Promise<{ token: string; expiresAt: string }> {
  const token = randomBytes(32).toString("base64url");
  return { token, expiresAt: await insertSession(userId, hashOf(token)) };
}

// A token is 32 random bytes, which nobody can guess: a fast hash is enough here, unlike for passwords.
export function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}
