// Who is asking? A client shows its token in a header: `Authorization: Bearer <token>`.
import { createHash, randomBytes } from "node:crypto";
import type { Request } from "express";
import { Problem } from "../problem.ts";
import { findUserByToken, insertToken } from "./tokens.queries.ts";
import type { User } from "./users.queries.ts";

/** A new token for this user. It is shown once, here; the database keeps only its hash. */
export async function issueToken(userId: number): Promise<{ token: string; expiresAt: string }> {
  const token = randomBytes(32).toString("base64url");
  return { token, expiresAt: await insertToken(userId, hashOf(token)) };
}

/** The user whose token was sent. Everybody else gets a 401. */
export async function requireUser(req: Request): Promise<User> {
  const user = await findUserByToken(tokenHash(req));
  if (user === undefined) throw signInFirst();
  return user;
}

/** The hash of the token that was sent, which is how the database knows it. */
export function tokenHash(req: Request): string {
  const token = /^Bearer ([\w-]+)$/i.exec(req.headers.authorization ?? "")?.[1];
  if (token === undefined) throw signInFirst();
  return hashOf(token);
}

// A token is 32 random bytes, which nobody can guess: a fast hash is enough here, unlike for passwords.
function hashOf(token: string): string {
  return createHash("sha256").update(token).digest("base64url");
}

function signInFirst(): Problem {
  return new Problem(401, "Log in first, and send the token as `Authorization: Bearer <token>`.", {
    headers: { "WWW-Authenticate": "Bearer" },
  });
}
