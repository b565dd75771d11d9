// Pace: sends requests that create something no faster than GitHub allows, and waits where it asks for that.
import { setTimeout as sleep } from "node:timers/promises";
import { timeText } from "../progress.ts";
import type { Host } from "./host.ts";
import { LimitError } from "./rate-limit.ts";

export interface Clock {
  /** Milliseconds since 1970. */
  now: () => number;
  wait: (milliseconds: number, stop: AbortSignal) => Promise<void>;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  wait: (milliseconds, signal) => sleep(milliseconds, undefined, { signal }).catch(() => signal.throwIfAborted()),
};

/** So many requests in so many milliseconds. */
export interface Limit {
  count: number;
  milliseconds: number;
}

/**
 * Requests that create content: one a second, 80 a minute and 500 an hour.
 * https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api
 */
const published: Limit[] = [
  { count: 1, milliseconds: 1_000 },
  { count: 80, milliseconds: 60_000 },
  { count: 500, milliseconds: 3_600_000 },
];

/** A GitHub Enterprise Server has no limits unless its owner sets some, which it then tells with each refusal. */
export function limitsOf({ name }: Host): Limit[] {
  return name === "github.com" || name.endsWith(".ghe.com") ? published : [];
}

/** Milliseconds in which so many requests can be sent. */
export function timeFor(count: number, limits: Limit[]): number {
  const sent: number[] = [];
  while (sent.length < count) sent.push(nextTime(sent, limits, sent.at(-1) ?? 0));
  return sent.at(-1) ?? 0;
}

export interface Pace {
  /** Sends a request that creates something, when its turn comes. */
  creating: <T>(send: () => Promise<T>) => Promise<T>;
  asking: <T>(send: () => Promise<T>) => Promise<T>;
}

interface PaceOptions {
  limits: Limit[];
  clock: Clock;
  stop: AbortSignal;
  /** Is told about waits that somebody would notice. */
  tell: (line: string) => void;
}

/** Limits are only known from the answers, so a refused request is sent again, so many times in a row. */
const mostTries = 8;
/** Milliseconds: GitHub's limits are those of an hour. */
const longest = 2 * 3_600_000;
const noticed = 5_000;

export function pace({ limits, clock, stop, tell }: PaceOptions): Pace {
  const sent: number[] = [];
  const waitFor = async (milliseconds: number, why: string) => {
    if (milliseconds > noticed) tell(`Waiting ${timeText(milliseconds)}: ${why}. Ctrl-C stops; the next run continues`);
    if (milliseconds > 0) await clock.wait(milliseconds, stop);
  };
  const asking = async <T>(send: () => Promise<T>): Promise<T> => {
    for (let tries = 1; ; tries += 1) {
      try {
        return await send();
      } catch (error) {
        if (!(error instanceof LimitError) || tries === mostTries || (error.wait ?? 0) > longest) throw error;
        // Without a time GitHub asks for a minute, and for longer each time.
        await waitFor(error.wait === undefined ? 60_000 * 2 ** (tries - 1) : error.wait + 1_000, "GitHub asks for it");
      }
    }
  };
  const creating = <T>(send: () => Promise<T>): Promise<T> =>
    asking(async () => {
      await waitFor(nextTime(sent, limits, clock.now()) - clock.now(), "GitHub creates no more in this hour");
      sent.push(clock.now());
      return send();
    });
  return { creating, asking };
}

/** When the next request can be sent, after those before it. */
function nextTime(sent: number[], limits: Limit[], now: number): number {
  const times = limits.map(({ count, milliseconds }) => (sent.at(-count) ?? -Infinity) + milliseconds);
  return Math.max(now, ...times);
}
