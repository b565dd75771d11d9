// Accounts: registering, logging in and changing the password.
import type { Request, RequestHandler } from "express";
import { config } from "../config.ts";
import { demo } from "../database/seed.ts";
import { addressOf, limitGuesses, limitRegistrations } from "../http/limits.ts";
import { Problem } from "../problem.ts";
import { credentials, passwordChange, registration } from "./auth.schemas.ts";
import { unauthorized } from "./current-user.ts";
import { hashPassword, passwordFits } from "./passwords.ts";
import { changePassword, openSession, type Session } from "./sessions.queries.ts";
import { inTurn } from "./turns.ts";
// {{#if ideaKind.role}}
// import { findUserByEmail, insertAccount, type User } from "./users.queries.ts";{{! The first one is special. }}
// {{else}}
import { findUserByEmail, insertUser, type User } from "./users.queries.ts";
// {{/if}}

/** Creates an account. */
export async function register(req: Request, body: unknown): Promise<User> {
  const person = registration.parse(body);
  const password = await inTurn(addressOf(req), () => {
    limitRegistrations(req);
    return hashPassword(person.password);
  });
  // {{#if ideaKind.role}}
  // return insertAccount({ ...person, password }, demo.email);{{! It may get the role. }}
  // {{else}}
  return insertUser({ ...person, password });
  // {{/if}}
}

/** Answers all registrations while REGISTRATION=closed. */
export const registrationClosed: RequestHandler = () => {
  throw new Problem(403, "Registration is closed: new accounts are added by the owner of this site.");
};

/** Starts a session and returns its token. */
export async function logIn(req: Request, body: unknown): Promise<Session> {
  const { email, password } = credentials.parse(body);
  const user = await userWith(req, email, password);
  // The same answer for both mistakes, so that it does not reveal which addresses are registered.
  if (user === undefined) throw unauthorized("The email or password is wrong.", "password");
  return openSession(user.id);
}

/** Sets a new password, and ends every session except the one with this hash. */
export async function setPassword(req: Request, user: User, sessionHash: string): Promise<void> {
  const { currentPassword, newPassword } = passwordChange.parse(req.body);
  if ((await userWith(req, user.email, currentPassword)) === undefined) {
    throw new Problem(403, "The current password is wrong.", { field: "currentPassword" });
  }
  const hash = await inTurn(addressOf(req), () => hashPassword(newPassword));
  await changePassword(user.id, hash, sessionHash);
}

/** The user with this email and password; undefined if either is wrong. Each address waits for its turn. */
function userWith(req: Request, email: string, password: string): Promise<User | undefined> {
  return inTurn(addressOf(req), () => limitGuesses(req, email, () => check(email, password)));
}

async function check(email: string, password: string): Promise<User | undefined> {
  const user = await findUserByEmail(email);
  const fits = await passwordFits(password, user?.passwordHash);
  // The demo password is public, so it does not work in production.
  const isPublic = config.NODE_ENV === "production" && email === demo.email && password === demo.password;
  return fits && !isPublic ? user : undefined;
}
