// Same site: blocks forms on other sites that act for a visitor (cross-site request forgery, CSRF).
import type { Request, RequestHandler } from "express";
import { Problem } from "../problem.ts";

// Other sites' forms are sent without the session's cookie (SameSite=Lax), but a subdomain counts as the same
// site. So the browser's statement of where a form comes from is checked as well.
export const sameSiteOnly: RequestHandler = (req, res, next) => {
  const changes = !["GET", "HEAD", "OPTIONS"].includes(req.method);
  if (changes && !isFromHere(req)) throw new Problem(403, "This form came from another site.");
  next();
};

function isFromHere(req: Request): boolean {
  const site = req.get("Sec-Fetch-Site");
  if (site !== undefined) return site === "same-origin" || site === "none";
  // Older browsers, and all on plain http, send only the origin. Programs send neither, and have no cookie.
  const origin = req.get("Origin");
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === req.host);
}
