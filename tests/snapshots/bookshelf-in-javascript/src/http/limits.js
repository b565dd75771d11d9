// How often one address may ask. Counted in memory: each running copy of the app counts for itself.
import { rateLimit } from "express-rate-limit";
import { Problem } from "../problem.js";

const tooMany = () => {
  throw new Problem(429, "Too many requests. The header Retry-After says for how many seconds to wait.");
};

const minute = 60_000;

export function limitRequests({ RATE_LIMIT }) {
  return rateLimit({ windowMs: minute, limit: RATE_LIMIT, handler: tooMany });
}

// Only failures count, so that somebody who guesses passwords is stopped and nobody else is.
export function limitLogins({ LOGIN_LIMIT }) {
  return rateLimit({ windowMs: 15 * minute, limit: LOGIN_LIMIT, skipSuccessfulRequests: true, handler: tooMany });
}
