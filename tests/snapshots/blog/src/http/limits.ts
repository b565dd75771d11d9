// Rate limits: how many requests one address can make. Each instance of the app counts in its own memory.
import { ipKeyGenerator, rateLimit } from "express-rate-limit";
import type { Request, RequestHandler } from "express";
import type { Config } from "../config.ts";
import { Problem } from "../problem.ts";

export function limitRequests({ RATE_LIMIT }: Config): RequestHandler {
  // Without `legacyHeaders` a response has no headers that count down to the limit: few clients read them.
  return rateLimit({ windowMs: 60_000, limit: RATE_LIMIT, legacyHeaders: false, handler: refuse });
}

function refuse(): never {
  throw new Problem(429, "Too many requests. Try again in a minute.", { headers: { "Retry-After": "60" } });
}

/** The client's address. An IPv6 network counts as one, because a household has billions of addresses. */
export function addressOf(req: Request): string {
  return ipKeyGenerator(req.ip ?? "");
}
