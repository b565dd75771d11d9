// What registering and logging in take and give.
import { z } from "zod";
import { document } from "../docs/openapi.ts";
import { newPassword } from "./passwords.ts";

const email = z.string().trim().toLowerCase().pipe(z.email().max(254));

export const registration = z.strictObject({ name: z.string().trim().min(1).max(100), email, password: newPassword });

// Only for logging in: what does not fit the rules for new passwords is simply a wrong one.
export const credentials = z.strictObject({ email, password: z.string().max(128) });

export const passwordChange = z.strictObject({ currentPassword: z.string().max(128), newPassword });

const user = z.strictObject({ id: z.int(), name: z.string(), email: z.email(), createdAt: z.iso.datetime() }).meta({ id: "User" });
const session = z.strictObject({ token: z.string(), expiresAt: z.iso.datetime() }).meta({ id: "Session" });

const tag = "Auth";
const mine = { tag, signedIn: true };
document({ route: "POST /api/auth/register", id: "register", summary: "Make an account", tag, body: registration, ok: [201, user], problems: [409] });
document({ route: "POST /api/auth/login", id: "logIn", summary: "Get a token", tag, body: credentials, ok: [200, session], problems: [401] });
document({ route: "POST /api/auth/logout", id: "logOut", summary: "End the token", ...mine, ok: [204], problems: [415] });
document({ route: "GET /api/auth/me", id: "readMe", summary: "Read your account", ...mine, ok: [200, user] });
document({
  route: "POST /api/auth/password",
  id: "changePassword",
  summary: "Change the password and end all other sessions",
  ...mine,
  body: passwordChange,
  ok: [204],
  problems: [403],
});
