// Accounts: register, log in, log out, change the password.
import { Router } from "express";
import { only } from "../errors.ts";
import { Problem } from "../problem.ts";
import { credentials, passwordChange, registration } from "./auth.schemas.ts";
import { hashPassword, passwordFits } from "./passwords.ts";
import { issueToken, requireUser, tokenHash } from "./tokens.ts";
import { changePassword, deleteToken } from "./tokens.queries.ts";
import { findUserByEmail, insertUser } from "./users.queries.ts";

export const auth = Router();

// POST /api/auth/register
auth.post("/register", async (req, res) => {
  const { password, ...person } = registration.parse(req.body);
  const user = await insertUser({ ...person, password: await hashPassword(password) });
  res.status(201).location("/api/auth/me").json(user);
});

// POST /api/auth/login
auth.post("/login", async (req, res) => {
  const { email, password } = credentials.parse(req.body);
  const user = await findUserByEmail(email);
  const fits = await passwordFits(password, user?.passwordHash);
  // One answer for both mistakes: it must not tell which addresses are registered.
  if (user === undefined || !fits) throw new Problem(401, "The email or the password is wrong.", { headers: { "WWW-Authenticate": "Bearer" } });
  res.json(await issueToken(user.id));
});

// POST /api/auth/logout
auth.post("/logout", async (req, res) => {
  await requireUser(req);
  await deleteToken(tokenHash(req));
  res.status(204).end();
});

// GET /api/auth/me
auth.get("/me", async (req, res) => {
  res.json(await requireUser(req));
});

// POST /api/auth/password
auth.post("/password", async (req, res) => {
  const user = await requireUser(req);
  const change = passwordChange.parse(req.body);
  const stored = await findUserByEmail(user.email);
  if (!(await passwordFits(change.currentPassword, stored?.passwordHash))) throw new Problem(403, "The current password is wrong.");
  await changePassword(user.id, await hashPassword(change.newPassword), tokenHash(req));
  res.status(204).end();
});

auth.all(["/register", "/login", "/logout", "/password"], only("POST"));
auth.all("/me", only("GET", "HEAD"));
