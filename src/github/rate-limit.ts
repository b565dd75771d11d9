// Rate limit: recognizes GitHub's limits, and says until when they last.
import { UserError } from "../user-error.ts";

/** Whether an answer reports a rate limit. The secondary limit may say so only in its text. */
export function isLimit(status: number, headers: Headers, reason: string): boolean {
  if (status === 429) return true;
  return (
    status === 403 &&
    (headers.has("retry-after") || headers.get("x-ratelimit-remaining") === "0" || /rate limit/i.test(reason))
  );
}

/** A refusal that ends by itself. */
export class LimitError extends UserError {
  /** Milliseconds until GitHub accepts requests again, as far as it says so. */
  readonly wait: number | undefined;

  constructor(name: string, wait: number | undefined) {
    super(`${name} accepts no more requests from you ${untilReset(wait)}.`, "Try again then.");
    this.wait = wait;
  }
}

export function tooMany(name: string, headers: Headers): LimitError {
  return new LimitError(name, waitIn(headers));
}

/** The seconds to wait, else the time of the reset. Both come from the server and may be unusable. */
function waitIn(headers: Headers): number | undefined {
  const seconds = Number(headers.get("retry-after") ?? NaN);
  const reset = (headers.get("x-ratelimit-remaining") ?? "0") === "0" ? headers.get("x-ratelimit-reset") : null;
  const wait = Number.isNaN(seconds) ? Number(reset ?? NaN) * 1000 - Date.now() : seconds * 1000;
  return Number.isFinite(wait) ? Math.max(0, wait) : undefined;
}

function untilReset(wait: number | undefined): string {
  const reset = new Date(wait === undefined ? NaN : Date.now() + wait);
  if (Number.isNaN(reset.getTime())) return "for a while";
  const isSoon = reset.getTime() - Date.now() < 12 * 3_600_000;
  return `until ${isSoon ? reset.toLocaleTimeString("en-GB") : reset.toLocaleString("en-GB")}`;
}
