// Who is asking? A client shows its token in a header: `Authorization: Bearer <token>`.
import { Problem } from "../problem.js";
import { hashOf } from "./sessions.js";
import { findUserBySession } from "./sessions.queries.js";

const logInFirst = "Log in first, and send the token as `Authorization: Bearer <token>`.";

/** The user whose token was sent. Everybody else gets a 401. */
export async function requireUser(req) {
  const user = await findUserBySession(sessionHash(req));
  if (user === undefined) throw unauthorized(logInFirst);
  return user;
}

/** The hash of the token that was sent, which is how the database knows the session. */
export function sessionHash(req) {
  const token = /^Bearer ([\w-]+)$/i.exec(req.headers.authorization ?? "")?.[1];
  if (token === undefined) throw unauthorized(logInFirst);
  return hashOf(token);
}

/** HTTP asks that every 401 says how one can show who one is. */
export function unauthorized(message, field) {
  return new Problem(401, message, { headers: { "WWW-Authenticate": "Bearer" }, errors: field === undefined ? undefined : [{ field, message }] });
}
