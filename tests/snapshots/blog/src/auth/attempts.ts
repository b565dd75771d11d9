// Attempts: limits wrong passwords and registrations. Each instance of the app counts in its own memory.
import type { Request } from "express";
import type { Config } from "../config.ts";
import { addressOf } from "../http/limits.ts";
import { Problem } from "../problem.ts";

const minute = 60_000;

/** The counters of one app. `createApp` creates them, so that each test can have an app with its own. */
export function attemptCounters({ LOGIN_LIMIT }: Config) {
  // A higher limit for people who share one address, and for programs that try one password on many accounts.
  const wider = 10 * LOGIN_LIMIT;
  return {
    guessesByBoth: counterWith(LOGIN_LIMIT, 15 * minute),
    guessesByAddress: counterWith(wider, 15 * minute),
    guessesByAccount: counterWith(wider, 15 * minute),
    registrations: counterWith(wider, 60 * minute),
  };
}

/**
 * Checks a password; throws a 429 after too many wrong ones. Only wrong passwords count, and only after the
 * check, so right ones lock nobody out, even if many arrive at once.
 * @param check returns undefined for a wrong password
 */
export async function limitGuesses<T>(req: Request, email: string, check: () => Promise<T | undefined>) {
  const { guessesByBoth, guessesByAddress, guessesByAccount } = countersOf(req);
  const address = addressOf(req);
  const guesses = [
    { counter: guessesByBoth, key: `${address} ${email}` },
    { counter: guessesByAddress, key: address },
    { counter: guessesByAccount, key: email },
  ];
  for (const { counter, key } of guesses) counter.check(key);
  const result = await check();
  if (result === undefined) for (const { counter, key } of guesses) counter.add(key);
  return result;
}

/** Counts a registration; throws a 429 after too many. */
export function limitRegistrations(req: Request): void {
  const { registrations } = countersOf(req);
  registrations.check(addressOf(req));
  registrations.add(addressOf(req));
}

function countersOf(req: Request) {
  return (req.app.locals as { attempts: ReturnType<typeof attemptCounters> }).attempts;
}

/** Counts by key. Each count expires some time after it started. */
function counterWith(limit: number, windowMs: number) {
  const counts = new Map<string, { count: number; ends: number }>();
  return {
    check(key: string): void {
      const { count, ends } = counts.get(key) ?? { count: 0, ends: 0 };
      if (count < limit) return;
      const seconds = Math.max(1, Math.ceil((ends - Date.now()) / 1000));
      const message = `Too many attempts. Try again in ${Math.ceil(seconds / 60)} min.`;
      throw new Problem(429, message, { headers: { "Retry-After": String(seconds) } });
    },
    add(key: string): void {
      const { count, ends } = counts.get(key) ?? { count: 0, ends: Date.now() + windowMs };
      if (count === 0) setTimeout(() => counts.delete(key), windowMs).unref();
      counts.set(key, { count: count + 1, ends });
    },
  };
}
