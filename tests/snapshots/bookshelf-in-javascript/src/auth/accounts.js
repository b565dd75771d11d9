// What people do with their accounts, whichever door they come through.
import { Problem } from "../problem.js";
import { credentials, passwordChange, registration } from "./auth.schemas.js";
import { unauthorized } from "./current-user.js";
import { hashPassword, passwordFits } from "./passwords.js";
import { openSession } from "./sessions.js";
import { changePassword } from "./sessions.queries.js";
import { findUserByEmail, insertUser } from "./users.queries.js";

export async function register(body) {
  const { password, ...person } = registration.parse(body);
  return insertUser({ ...person, password: await hashPassword(password) });
}

/** Opens a session, and returns its token. */
export async function logIn(body) {
  const { email, password } = credentials.parse(body);
  const user = await findUserByEmail(email);
  const fits = await passwordFits(password, user?.passwordHash);
  // One answer for both mistakes: it must not tell which addresses are registered.
  if (user === undefined || !fits) throw unauthorized("The email or the password is wrong.", "password");
  return openSession(user.id);
}

/** Sets a new password, and ends all sessions but the one with this hash. */
export async function setPassword(user, body, sessionHash) {
  const change = passwordChange.parse(body);
  const stored = await findUserByEmail(user.email);
  const fits = await passwordFits(change.currentPassword, stored?.passwordHash);
  if (!fits) throw new Problem(403, "The current password is wrong.", { errors: [{ field: "currentPassword", message: "This is not your current password." }] });
  await changePassword(user.id, await hashPassword(change.newPassword), sessionHash);
}
