// Rate limits: how many requests one address can make. Each instance of the app counts in its own memory.
import { ipKeyGenerator } from "express-rate-limit";
import type { Request, RequestHandler } from "express";
import type { Config } from "../config.ts";
import { Problem } from "../problem.ts";

const inAMinute = { headers: { "Retry-After": "60" } };

/**
 * Counts the requests of each address, and starts again every minute. `rateLimit` of the package above does
 * the same, but takes a tenth of the time of a small request.
 */
export function limitRequests({ RATE_LIMIT }: Config): RequestHandler {
  const counts = new Map<string, number>();
  setInterval(() => counts.clear(), 60_000).unref();
  return (req, res, next) => {
    const address = addressOf(req);
    const count = (counts.get(address) ?? 0) + 1;
    counts.set(address, count);
    if (count > RATE_LIMIT) throw new Problem(429, "Too many requests. Try again in a minute.", inAMinute);
    next();
  };
}

/** The client's address. An IPv6 network counts as one, because a household has billions of addresses. */
export function addressOf(req: Request): string {
  return ipKeyGenerator(req.ip ?? "");
}
