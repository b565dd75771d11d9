// Forms on other sites must not act in a visitor's name (cross-site request forgery, CSRF).
import type { Request, RequestHandler } from "express";
import { Problem } from "../problem.ts";

// Cookies of ours travel with every request to us, whoever made it; but the browser also says who did.
export const sameSiteOnly: RequestHandler = (req, res, next) => {
  const changes = !["GET", "HEAD", "OPTIONS"].includes(req.method);
  if (changes && !isFromHere(req)) throw new Problem(403, "This form came from another site.");
  next();
};

function isFromHere(req: Request): boolean {
  const site = req.get("Sec-Fetch-Site");
  if (site !== undefined) return site === "same-origin" || site === "none";
  // Older browsers, and all of them on plain http, only send the origin. Programs send neither, and have no visitor's cookie.
  const origin = req.get("Origin");
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === req.host);
}
