// Limits: for requests, wrong passwords and registrations. Each instance of the app counts in its own memory.
import { ipKeyGenerator } from "express-rate-limit";
import { Problem } from "../problem.js";

const minute = 60_000;

/**
 * Limits the requests of each address per minute. `rateLimit` of the package above does the same, but takes
 * a tenth of the time of a small request.
 */
export function limitRequests(limit) {
  // How often each address was counted, and when its count ends.
  const requests = new Map();
  return (req, res, next) => {
    const address = addressOf(req);
    refuseAfter(limit, requests, address);
    add(requests, address, minute);
    next();
  };
}

// The same for wrong passwords and registrations.
const attempts = new Map();

/**
 * Checks a password; throws a 429 after too many wrong ones. Only wrong passwords count, and only after the
 * check, so right ones lock nobody out, even if many arrive at once.
 * @param check returns undefined for a wrong password
 */
export async function limitGuesses(req, email, check) {
  const address = addressOf(req);
  const both = `${address} ${email}`;
  const limit = req.app.get("login limit");
  refuseAfter(limit, attempts, both);
  // Higher, for people who share one address, and for programs that try one password on many accounts.
  for (const key of [address, email]) refuseAfter(10 * limit, attempts, key);
  const result = await check();
  if (result === undefined) for (const key of [both, address, email]) add(attempts, key, 15 * minute);
  return result;
}

/** Counts a registration; throws a 429 after too many. */
export function limitRegistrations(req) {
  const key = `registrations from ${addressOf(req)}`;
  const limit = req.app.get("login limit");
  refuseAfter(10 * limit, attempts, key);
  add(attempts, key, 60 * minute);
}

/** The client's address. An IPv6 network counts as one, because a household has billions of addresses. */
export function addressOf(req) {
  return ipKeyGenerator(req.ip ?? "");
}

function refuseAfter(limit, counts, key) {
  const { count, ends } = counts.get(key) ?? { count: 0, ends: 0 };
  if (count < limit) return;
  const seconds = Math.max(1, Math.ceil((ends - Date.now()) / 1000));
  const message = `Too many attempts. Try again in ${Math.ceil(seconds / 60)} min.`;
  throw new Problem(429, message, { headers: { "Retry-After": String(seconds) } });
}

function add(counts, key, windowMs) {
  const { count, ends } = counts.get(key) ?? { count: 0, ends: Date.now() + windowMs };
  if (count === 0) setTimeout(() => counts.delete(key), windowMs).unref();
  counts.set(key, { count: count + 1, ends });
}
