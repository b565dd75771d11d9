// Attempts: limits wrong passwords and registrations. Each instance of the app counts in its own memory.
import { addressOf } from "../http/limits.js";
import { Problem } from "../problem.js";

const minute = 60_000;

// How often each key was counted, and when its count ends.
const counts = new Map();

/**
 * Checks a password; throws a 429 after too many wrong ones. Only wrong passwords count, and only after the
 * check, so right ones lock nobody out, even if many arrive at once.
 * @param check returns undefined for a wrong password
 */
export async function limitGuesses(req, email, check) {
  const address = addressOf(req);
  const both = `${address} ${email}`;
  refuseAfter(loginLimit(req), both);
  // Higher, for people who share one address, and for programs that try one password on many accounts.
  for (const key of [address, email]) refuseAfter(10 * loginLimit(req), key);
  const result = await check();
  if (result === undefined) for (const key of [both, address, email]) add(key, 15 * minute);
  return result;
}

/** Counts a registration; throws a 429 after too many. */
export function limitRegistrations(req) {
  const key = `registrations from ${addressOf(req)}`;
  refuseAfter(10 * loginLimit(req), key);
  add(key, 60 * minute);
}

function loginLimit(req) {
  return req.app.get("login limit");
}

function refuseAfter(limit, key) {
  const { count, ends } = counts.get(key) ?? { count: 0, ends: 0 };
  if (count < limit) return;
  const seconds = Math.max(1, Math.ceil((ends - Date.now()) / 1000));
  const message = `Too many attempts. Try again in ${Math.ceil(seconds / 60)} min.`;
  throw new Problem(429, message, { headers: { "Retry-After": String(seconds) } });
}

function add(key, windowMs) {
  const { count, ends } = counts.get(key) ?? { count: 0, ends: Date.now() + windowMs };
  if (count === 0) setTimeout(() => counts.delete(key), windowMs).unref();
  counts.set(key, { count: count + 1, ends });
}
