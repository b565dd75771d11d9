// Current user: the browser sends the session token in a cookie, which no script can read.
import type { CookieOptions, Request, RequestHandler, Response } from "express";
import { z } from "zod";
import { config } from "../config.ts";
import { Problem } from "../problem.ts";
import { deleteSession, findUserBySession, hashOf, type Session } from "./sessions.queries.ts";
import type { User } from "./users.queries.ts";

const cookies = z.object({ session: z.string().default("") }).catch({ session: "" });

/** For all pages: looks up the user once per request. */
export const readUser: RequestHandler = async (req, res, next) => {
  const hash = sessionHash(req);
  const user = hash === "" ? undefined : await findUserBySession(hash);
  res.locals.user = user;
  // Private pages are not stored, so that the back button cannot show them after logging out.
  res.set("Cache-Control", user === undefined ? "private, no-cache" : "no-store");
  next();
};

export function currentUser(req: Request): User | undefined {
  return (req.res!.locals as { user?: User }).user;
}

/** The logged-in user; throws a 401 if there is none. */
export async function requireUser(req: Request): Promise<User> {
  const user = currentUser(req);
  if (user === undefined) throw unauthorized("Log in first.");
  return user;
}

export function unauthorized(message: string, field?: string): Problem {
  return new Problem(401, message, { field });
}

/** The hash of the token in the request, by which the database finds the session; "" without one. */
export function sessionHash(req: Request): string {
  const { session } = cookies.parse(req.cookies);
  return session === "" ? "" : hashOf(session);
}

/** Logs a browser in with a new token, because someone else could know an existing one. */
export async function keepSession(req: Request, res: Response, { token, expiresAt }: Session): Promise<void> {
  // task keep-session
  await deleteSession(sessionHash(req));
  res.set("Cache-Control", "no-store");
  res.cookie("session", token, { ...ownCookie(req), expires: new Date(expiresAt) });
  // starter
  // return todo("keep-session", token, expiresAt);
  // end keep-session
}

/** No script can read our cookies, and forms on other sites are sent without them. */
export function ownCookie(req: Request): CookieOptions {
  const secure = config.COOKIE_SECURE === "auto" ? req.secure : config.COOKIE_SECURE === "true";
  return { httpOnly: true, sameSite: "lax", secure };
}
