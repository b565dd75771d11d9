// Auth routes: register, log in, log out, change the password.
import { Router } from "express";
import { z } from "zod";
import { config } from "../config.js";
import { demo } from "../database/seed.js";
import { document } from "../docs/openapi.js";
import { only } from "../errors.js";
import { logIn, register, setPassword } from "./accounts.js";
import { credentials, passwordChange, registration } from "./auth.schemas.js";
import { requireUser, sessionHash } from "./current-user.js";
import { deleteSession } from "./sessions.queries.js";

export const auth = Router();

// No browser or proxy may store a token or an account.
auth.use((req, res, next) => {
  res.set("Cache-Control", "no-store");
  next();
});

// POST /api/auth/register
auth.post("/register", async (req, res) => {
  const user = await register(req, req.body);
  res.status(201).location("/api/auth/me").json(user);
});

// POST /api/auth/login
auth.post("/login", async (req, res) => {
  res.json(await logIn(req, req.body));
});

// POST /api/auth/logout
auth.post("/logout", async (req, res) => {
  await requireUser(req);
  await deleteSession(sessionHash(req));
  res.status(204).end();
});

// GET /api/auth/me
auth.get("/me", async (req, res) => {
  res.json(await requireUser(req));
});

// POST /api/auth/password
auth.post("/password", async (req, res) => {
  const user = await requireUser(req);
  await setPassword(req, user, sessionHash(req));
  res.status(204).end();
});

auth.all(["/register", "/login", "/logout", "/password"], only("POST"));
auth.all("/me", only("GET", "HEAD"));

const shown = { name: z.string(), email: z.email(), createdAt: z.iso.datetime() };
const user = z.strictObject({ id: z.int(), ...shown }).meta({ id: "User" });
const session = z.strictObject({ token: z.string(), expiresAt: z.iso.datetime() }).meta({ id: "Session" });

// In development, the login form on /docs contains the demo user.
const example = config.NODE_ENV === "production" ? undefined : { email: demo.email, password: demo.password };

const tag = "Auth";
const mine = { tag, signedIn: true };
document("POST /api/auth/register", "register", "Create an account", {
  tag, body: registration, ok: [201, user], problems: [403, 409],
});
document("POST /api/auth/login", "logIn", "Get a token", {
  tag, body: credentials, example, ok: [200, session], problems: [401],
});
document("POST /api/auth/logout", "logOut", "End the session", {
  ...mine, ok: [204], problems: [400, 413, 415],
});
document("GET /api/auth/me", "readMe", "Read your account", { ...mine, ok: [200, user] });
document("POST /api/auth/password", "changePassword", "Change the password and end all other sessions", {
  ...mine, body: passwordChange, ok: [204], problems: [403],
});
