// What people do with their accounts, whichever door they come through.
import { Problem } from "../problem.ts";
import { credentials, passwordChange, registration } from "./auth.schemas.ts";
import { unauthorized } from "./current-user.ts";
import { hashPassword, passwordFits } from "./passwords.ts";
import { openSession } from "./sessions.ts";
import { changePassword } from "./sessions.queries.ts";
import { findUserByEmail, insertUser, type User } from "./users.queries.ts";

export async function register(body: unknown): Promise<User> {
  const { password, ...person } = registration.parse(body);
  return insertUser({ ...person, password: await hashPassword(password) });
}

/** Opens a session, and returns its token. */
export async function logIn(body: unknown): Promise<{ token: string; expiresAt: string }> {
  const { email, password } = credentials.parse(body);
  const user = await findUserByEmail(email);
  const fits = await passwordFits(password, user?.passwordHash);
  // One answer for both mistakes: it must not tell which addresses are registered.
  if (user === undefined || !fits) throw unauthorized("The email or the password is wrong.", "password");
  return openSession(user.id);
}

/** Sets a new password, and ends all sessions but the one with this hash. */
export async function setPassword(user: User, body: unknown, sessionHash: string): Promise<void> {
  const change = passwordChange.parse(body);
  const stored = await findUserByEmail(user.email);
  const fits = await passwordFits(change.currentPassword, stored?.passwordHash);
  if (!fits) throw new Problem(403, "The current password is wrong.", { errors: [{ field: "currentPassword", message: "This is not your current password." }] });
  await changePassword(user.id, await hashPassword(change.newPassword), sessionHash);
}
