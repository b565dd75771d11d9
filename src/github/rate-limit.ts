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

export function tooMany(name: string, headers: Headers): UserError {
  return new UserError(`${name} accepts no more requests from you ${untilReset(headers)}.`, "Try again then.");
}

/** The seconds to wait, else the time of the reset. Both come from the server and may be unusable. */
function untilReset(headers: Headers): string {
  const wait = Number(headers.get("retry-after") ?? NaN) * 1000;
  const reset = new Date(
    Number.isNaN(wait) ? Number(headers.get("x-ratelimit-reset") ?? NaN) * 1000 : Date.now() + wait,
  );
  return Number.isNaN(reset.getTime()) ? "for a while" : `until ${reset.toLocaleTimeString("en-GB")}`;
}
