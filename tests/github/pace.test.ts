// Pace: requests never exceed the limits of GitHub, and wait as long as it asks for, with a simulated clock.
import fc from "fast-check";
import { expect, test } from "vitest";
import { limitsOf, pace, timeFor, type Clock } from "../../src/github/pace.ts";
import { tooMany } from "../../src/github/rate-limit.ts";

const host = { name: "github.com", server: "https://github.com", api: "https://api.github.com" };
const limits = limitsOf(host);
const { signal: stop } = new AbortController();

function fakeClock(): Clock & { at: number } {
  const clock = { at: 0, now: () => clock.at, wait: (milliseconds: number) => Promise.resolve(void (clock.at += milliseconds)) };
  return clock;
}

test("no window of time has more requests than the limit, and the estimated time is exact", async () => {
  await fc.assert(fc.asyncProperty(fc.integer({ min: 1, max: 1_100 }), fc.integer({ min: 0, max: 2_000 }), async (count, work) => {
    const clock = fakeClock();
    const { creating } = pace({ limits, clock, stop, tell: () => {} });
    const sent: number[] = [];
    for (let at = 0; at < count; at += 1) {
      await creating(() => Promise.resolve(sent.push(clock.now())));
      clock.at += work;
    }
    for (const { count: most, milliseconds } of limits) for (let at = most; at < sent.length; at += 1) expect((sent[at] ?? 0) - (sent[at - most] ?? 0)).toBeGreaterThanOrEqual(milliseconds);
    if (work === 0) expect(sent.at(-1)).toBe(timeFor(count, limits));
  }), { numRuns: 20 });
});

test("200 students take at most 15 minutes, and for 300 the wait for the hour is announced", async () => {
  expect(timeFor(400, limits)).toBeLessThan(15 * 60_000);
  expect(timeFor(600, limits)).toBeGreaterThan(3_600_000);
  const clock = fakeClock();
  const told: string[] = [];
  const { creating } = pace({ limits, clock, stop, tell: (line) => told.push(line) });
  for (let at = 0; at < 501; at += 1) await creating(() => Promise.resolve());
  expect(told).toEqual(["Waiting 52 min: GitHub creates no more in this hour. Ctrl-C stops; the next run continues"]);
});

test.each<[string, Record<string, string>, number]>([
  ["retry-after", { "retry-after": "30", "x-ratelimit-remaining": "10", "x-ratelimit-reset": "99999999999" }, 31_000],
  ["a minute without retry-after", {}, 60_000],
])("a refused request is sent again after %s", async (_, headers, wait) => {
  const clock = fakeClock();
  let refused = 1;
  const { asking } = pace({ limits, clock, stop, tell: () => {} });
  const answer = await asking(() => (refused-- > 0 ? Promise.reject(tooMany("github.com", new Headers(headers))) : Promise.resolve("done")));
  expect([answer, clock.at]).toEqual(["done", wait]);
});

test.each<Record<string, string>>([{ "retry-after": "1e12" }, { "retry-after": "7300" }, { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "99999999999" }])("a wait of more than two hours ends the run: %j", async (headers) => {
  const clock = fakeClock();
  const told: string[] = [];
  const { asking } = pace({ limits, clock, stop, tell: (line) => told.push(line) });
  let sent = 0;
  const refused = () => Promise.reject(tooMany("github.com", new Headers({ ...headers, tries: String((sent += 1)) })));
  await expect(asking(refused)).rejects.toThrow(/^github\.com accepts no more requests from you (until .+|for a while)\. Try again then\.$/);
  expect([sent, clock.at, told]).toEqual([1, 0, []]);
});

test("a limit that lasts until another day says which", () => {
  expect(tooMany("github.com", new Headers({ "retry-after": "100000" })).message).toMatch(/ until \d{2}\/\d{2}\/\d{4}, /);
  expect(tooMany("github.com", new Headers({ "retry-after": "60" })).message).toMatch(/ until \d{2}:\d{2}:\d{2}\./);
});

test("the reset time is used only if no requests remain", () => {
  const reset = Math.ceil(Date.now() / 1_000) + 100;
  const { wait = 0 } = tooMany("github.com", new Headers({ "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(reset) }));
  expect(wait).toBeGreaterThan(98_000);
  expect(tooMany("github.com", new Headers({ "x-ratelimit-remaining": "5", "x-ratelimit-reset": String(reset) })).wait).toBeUndefined();
});

test("an endless limit, another error and Ctrl-C end the waiting; an Enterprise Server has no limits", async () => {
  const clock = fakeClock();
  const { asking } = pace({ limits, clock, stop, tell: () => {} });
  await expect(asking(() => Promise.reject(tooMany("github.com", new Headers())))).rejects.toThrow("github.com accepts no more requests from you for a while. Try again then.");
  expect(clock.at).toBeGreaterThan(3_600_000);
  await expect(asking(() => Promise.reject(new Error("Other")))).rejects.toThrow("Other");
  expect(limitsOf({ ...host, name: "github.example.com" })).toEqual([]);
  expect(limitsOf({ ...host, name: "acme.ghe.com" })).toEqual(limits);
});
