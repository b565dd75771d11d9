// Account pages: register, log in, log out, change the password.
import { Router, type Request, type Response } from "express";
import { z } from "zod";
import { config } from "../config.ts";
import { demo } from "../database/seed.ts";
import { only } from "../errors.ts";
import { form, goOn, type Filled } from "../http/pages.ts";
import { logIn, register, setPassword } from "./accounts.ts";
import { keepSession, requireUser, sessionHash } from "./current-user.ts";
import { deleteSession, openSession } from "./sessions.queries.ts";

export const authPages = Router();

// The page after logging in: only a path of this site, or a link to our login could lead to another site.
const path = z.string().regex(/^\/(?![/\\])[^\\\s\p{Cc}]*$/u).catch("/");
const withNext = z.looseObject({ next: path }).catch({ next: "/" });

// GET /register
authPages.get("/register", (req, res) => showRegister(req, res));

// POST /register
authPages.post("/register", form(showRegister, async (req, res) => {
  const { next, ...fields } = withNext.parse(req.body);
  const user = await register(req, fields);
  await keepSession(req, res, await openSession(user.id));
  goOn(res, next, "welcome");
}));

// GET /login
authPages.get("/login", (req, res) => showLogin(req, res));

// POST /login
authPages.post("/login", form(showLogin, async (req, res) => {
  const { next, ...fields } = withNext.parse(req.body);
  await keepSession(req, res, await logIn(req, fields));
  goOn(res, next, "welcome");
}));

// POST /logout
authPages.post("/logout", async (req, res) => {
  await deleteSession(sessionHash(req));
  res.clearCookie("session");
  goOn(res, "/", "goodbye");
});

// GET /account
authPages.get("/account", (req, res) => showAccount(req, res));

// POST /account/password
authPages.post("/account/password", form(showAccount, async (req, res) => {
  await setPassword(req, await requireUser(req), sessionHash(req));
  goOn(res, "/account", "password");
}));

authPages.all(["/register", "/login"], only("GET", "HEAD", "POST"));
authPages.all(["/logout", "/account/password"], only("POST"));
authPages.all("/account", only("GET", "HEAD"));

function showRegister(req: Request, res: Response, filled: Filled = {}): void {
  const { next } = withNext.parse(req.body ?? req.query);
  res.render("register", { next, ...filled });
}

function showLogin(req: Request, res: Response, filled: Filled = {}): void {
  // Only the embedded database always contains the demo user.
  const hint = config.DATABASE_URL === undefined ? demo : undefined;
  const { next } = withNext.parse(req.body ?? req.query);
  res.render("login", { next, demo: hint, ...filled });
}

async function showAccount(req: Request, res: Response, filled: Filled = {}): Promise<void> {
  const { name, email } = await requireUser(req);
  res.render("account", { name, email, ...filled });
}
