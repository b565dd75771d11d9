// Same site: blocks forms on other sites that act for a visitor (cross-site request forgery, CSRF).
import type { Request, RequestHandler } from "express";
import { logger } from "../logger.ts";
import { Problem } from "../problem.ts";

// Other sites' forms are sent without the session's cookie (SameSite=Lax), but a subdomain counts as the same
// site. So the browser's statement of where a form comes from is checked as well.
export function sameSiteOnly(siteUrl?: string): RequestHandler {
  return (req, res, next) => {
    const changes = !["GET", "HEAD", "OPTIONS"].includes(req.method);
    if (!changes || isFromHere(req, siteUrl)) return next();
    const places = `from ${req.get("Origin")} to ${req.host}`;
    logger.warn(`Refused a form ${places}. Behind a proxy, set SITE_URL to the address of this site.`);
    throw new Problem(403, "This form came from another site.");
  };
}

function isFromHere(req: Request, siteUrl?: string): boolean {
  const site = req.get("Sec-Fetch-Site");
  if (site !== undefined) return site === "same-origin" || site === "none";
  // Older browsers, and all on plain http, send only the origin. Programs send neither, and have no cookie.
  const origin = req.get("Origin");
  // Some proxies change the host. Then only SITE_URL says which site this is.
  const here = siteUrl === undefined ? req.host : new URL(siteUrl).host;
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === here);
}
