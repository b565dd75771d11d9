// Attempts: limits wrong passwords and registrations. Each instance of the app counts in its own memory.
import type { Request } from "express";
import { addressOf } from "../http/limits.ts";
import { Problem } from "../problem.ts";

const minute = 60_000;

// How often each key was counted, and when its count ends.
const counts = new Map<string, { count: number; ends: number }>();

/**
 * Checks a password; throws a 429 after too many wrong ones. Only wrong passwords count, and only after the
 * check, so right ones lock nobody out, even if many arrive at once.
 * @param check returns undefined for a wrong password
 */
export async function limitGuesses<T>(req: Request, email: string, check: () => Promise<T | undefined>) {
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
export function limitRegistrations(req: Request): void {
  const key = `registrations from ${addressOf(req)}`;
  refuseAfter(10 * loginLimit(req), key);
  add(key, 60 * minute);
}

function loginLimit(req: Request): number {
  return req.app.get("login limit") as number;
}

function refuseAfter(limit: number, key: string): void {
  const { count, ends } = counts.get(key) ?? { count: 0, ends: 0 };
  if (count < limit) return;
  const seconds = Math.max(1, Math.ceil((ends - Date.now()) / 1000));
  const message = `Too many attempts. Try again in ${Math.ceil(seconds / 60)} min.`;
  throw new Problem(429, message, { headers: { "Retry-After": String(seconds) } });
}

function add(key: string, windowMs: number): void {
  const { count, ends } = counts.get(key) ?? { count: 0, ends: Date.now() + windowMs };
  if (count === 0) setTimeout(() => counts.delete(key), windowMs).unref();
  counts.set(key, { count: count + 1, ends });
}
