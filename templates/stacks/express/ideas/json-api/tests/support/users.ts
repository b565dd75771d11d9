// Test users: registers and logs in users.
// {{#if uses.admin}}
import { setRole } from "../../src/auth/users.queries.ts";
// {{/if}}
import { call } from "./api.ts";
import { unique } from "./unique.ts";

export const password = "a long enough password";

/** Registers a new user. */
export async function register() {
  const email = `user${unique()}@example.com`;
  const { body } = await call<{ id: number }>("POST /api/auth/register", { body: { name: "Somebody", email, password } });
  return { id: body.id, email };
}

/** Logs in and returns the token. */
export async function logIn(email: string, word = password): Promise<string> {
  const { body } = await call<{ token: string }>("POST /api/auth/login", { body: { email, password: word } });
  return body.token;
}

/** The token of a new user. */
export async function newcomer(): Promise<string> {
  return logIn((await register()).email);
}
// {{#if uses.admin}}

/** The token of a new admin. */
export async function newAdmin(): Promise<string> {
  const { email } = await register();
  await setRole(email, "admin");
  return logIn(email);
}
// {{/if}}
