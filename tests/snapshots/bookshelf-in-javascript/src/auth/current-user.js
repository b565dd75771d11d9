// Current user: a client sends its token in a header, `Authorization: Bearer <token>`.
import { Problem } from "../problem.js";
import { findUserBySession, hashOf } from "./sessions.queries.js";

const logInFirst = "Log in first, and send the token as `Authorization: Bearer <token>`.";

/** The user of the token; throws a 401 if there is none. */
export async function requireUser(req) {
  const user = await findUserBySession(sessionHash(req));
  if (user === undefined) throw unauthorized(logInFirst);
  return user;
}

/** The hash of the token in the request, by which the database finds the session. */
export function sessionHash(req) {
  const token = /^Bearer ([\w-]+)$/i.exec(req.headers.authorization ?? "")?.[1];
  if (token === undefined) throw unauthorized(logInFirst);
  return hashOf(token);
}

/** HTTP requires that every 401 names the authentication scheme. */
export function unauthorized(message, field) {
  return new Problem(401, message, { field, headers: { "WWW-Authenticate": "Bearer" } });
}
