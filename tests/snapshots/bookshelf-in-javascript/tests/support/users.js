// Test users: registers and logs in users.
import { call } from "./api.js";
import { unique } from "./unique.js";

export const password = "a long enough password";

/** Registers a new user. */
export async function register() {
  const email = `user${unique()}@example.com`;
  const { body } = await call("POST /api/auth/register", { body: { name: "Somebody", email, password } });
  return { id: body.id, email };
}

/** Logs in and returns the token. */
export async function logIn(email, word = password) {
  const { body } = await call("POST /api/auth/login", { body: { email, password: word } });
  return body.token;
}

/** The token of a new user. */
export async function newcomer() {
  return logIn((await register()).email);
}
