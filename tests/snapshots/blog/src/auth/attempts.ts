// Attempts: how many wrong passwords and registrations are allowed. Each running copy of the app counts for itself, in memory.
import type { Request } from "express";
import type { Config } from "../config.ts";
import { addressOf } from "../http/limits.ts";
import { Problem } from "../problem.ts";

const minute = 60_000;

/** The counters of an app. `createApp` makes them, so that each test can have an app with its own. */
export function attemptCounters({ LOGIN_LIMIT }: Config) {
  // People behind one address share the wider limit, and so does a program that tries one password on many accounts.
  const wider = 10 * LOGIN_LIMIT;
  return {
    guessesByBoth: countersWith(LOGIN_LIMIT, 15 * minute),
    guessesByAddress: countersWith(wider, 15 * minute),
    guessesByAccount: countersWith(wider, 15 * minute),
    registrations: countersWith(wider, 60 * minute),
  };
}

/**
 * Checks a password, unless there were too many wrong ones: then it throws a 429. Only wrong ones count, after the
 * check, so right ones lock nobody out, also when they arrive all at once.
 * @param check returns undefined for a wrong password
 */
export async function limitGuesses<T>(req: Request, email: string, check: () => Promise<T | undefined>): Promise<T | undefined> {
  const { guessesByBoth, guessesByAddress, guessesByAccount } = countersOf(req);
  const address = addressOf(req);
  const counters = [guessesByBoth(`${address} ${email}`), guessesByAddress(address), guessesByAccount(email)];
  for (const counter of counters) counter.check();
  const result = await check();
  if (result === undefined) for (const counter of counters) counter.add();
  return result;
}

/** Counts a registration, or throws a 429 when there were too many. */
export function limitRegistrations(req: Request): void {
  const counter = countersOf(req).registrations(addressOf(req));
  counter.check();
  counter.add();
}

function countersOf(req: Request) {
  return (req.app.locals as { attempts: ReturnType<typeof attemptCounters> }).attempts;
}

/** Makes one counter for each key. A count is forgotten some time after it began. */
function countersWith(limit: number, windowMs: number) {
  const counts = new Map<string, { count: number; ends: number }>();
  return (key: string) => {
    // A Map keeps the order in which its keys were added, so the oldest come first.
    for (const [old, { ends }] of counts) {
      if (ends > Date.now()) break;
      counts.delete(old);
    }
    return {
      check(): void {
        const { count, ends } = counts.get(key) ?? { count: 0, ends: 0 };
        if (count >= limit) throw tooManyUntil(ends);
      },
      add(): void {
        const { count, ends } = counts.get(key) ?? { count: 0, ends: Date.now() + windowMs };
        counts.set(key, { count: count + 1, ends });
      },
    };
  };
}

function tooManyUntil(time: number): Problem {
  const seconds = Math.ceil((time - Date.now()) / 1000);
  return new Problem(429, `Too many attempts. Try again in ${Math.ceil(seconds / 60)} min.`, { headers: { "Retry-After": String(seconds) } });
}
