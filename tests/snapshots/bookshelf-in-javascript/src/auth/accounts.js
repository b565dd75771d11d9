// Accounts: registering, logging in and changing the password.
import { config } from "../config.js";
import { demo } from "../database/seed.js";
import { addressOf, limitGuesses, limitRegistrations } from "../http/limits.js";
import { Problem } from "../problem.js";
import { credentials, passwordChange, registration } from "./auth.schemas.js";
import { unauthorized } from "./current-user.js";
import { hashPassword, passwordFits } from "./passwords.js";
import { changePassword, openSession } from "./sessions.queries.js";
import { inTurn } from "./turns.js";
import { findUserByEmail, insertUser } from "./users.queries.js";

/** Creates an account. */
export async function register(req, body) {
  const person = registration.parse(body);
  const password = await inTurn(addressOf(req), () => {
    limitRegistrations(req);
    return hashPassword(person.password);
  });
  return insertUser({ ...person, password });
}

/** Answers all registrations while REGISTRATION=closed. */
export const registrationClosed = () => {
  throw new Problem(403, "Registration is closed: new accounts are added by the owner of this site.");
};

/** Starts a session and returns its token. */
export async function logIn(req, body) {
  const { email, password } = credentials.parse(body);
  const user = await userWith(req, email, password);
  // The same answer for both mistakes, so that it does not reveal which addresses are registered.
  if (user === undefined) throw unauthorized("The email or password is wrong.", "password");
  return openSession(user.id);
}

/** Sets a new password, and ends every session except the one with this hash. */
export async function setPassword(req, user, sessionHash) {
  const { currentPassword, newPassword } = passwordChange.parse(req.body);
  if ((await userWith(req, user.email, currentPassword)) === undefined) {
    throw new Problem(403, "The current password is wrong.", { field: "currentPassword" });
  }
  const hash = await inTurn(addressOf(req), () => hashPassword(newPassword));
  await changePassword(user.id, hash, sessionHash);
}

/** The user with this email and password; undefined if either is wrong. Each address waits for its turn. */
function userWith(req, email, password) {
  return inTurn(addressOf(req), () => limitGuesses(req, email, () => check(email, password)));
}

async function check(email, password) {
  const user = await findUserByEmail(email);
  const fits = await passwordFits(password, user?.passwordHash);
  // The demo password is public, so it does not work in production.
  const isPublic = config.NODE_ENV === "production" && email === demo.email && password === demo.password;
  return fits && !isPublic ? user : undefined;
}
