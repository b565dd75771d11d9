// Rate limits: how many requests one address can make. Each instance of the app counts in its own memory.
import { ipKeyGenerator, rateLimit } from "express-rate-limit";
import type { Request, RequestHandler } from "express";
import type { Config } from "../config.ts";
import { Problem } from "../problem.ts";

const tooMany: RequestHandler = () => {
  throw new Problem(429, "Too many requests. The Retry-After header contains the number of seconds to wait.");
};

export function limitRequests({ RATE_LIMIT }: Config): RequestHandler {
  return rateLimit({ windowMs: 60_000, limit: RATE_LIMIT, handler: tooMany });
}

/** The client's address. An IPv6 network counts as one, because a household has billions of addresses. */
export function addressOf(req: Request): string {
  return ipKeyGenerator(req.ip ?? "");
}
