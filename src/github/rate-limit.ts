// GitHub's limits on how much one may ask, and until when.
import { UserError } from "../user-error.ts";

/** Whether an answer means that too much was asked. The secondary limit may say so in words alone. */
export function isLimit(status: number, headers: Headers, reason: string): boolean {
  if (status === 429) return true;
  return status === 403 && (headers.has("retry-after") || headers.get("x-ratelimit-remaining") === "0" || /rate limit/i.test(reason));
}

/** The UserError for it. */
export function tooMany(name: string, headers: Headers): UserError {
  return new UserError(`${name} takes no more requests from you ${untilReset(headers)}.`, "Try again then.");
}

/** Seconds to wait come first, then the moment of the reset; both are the server's words, and may be none that we can use. */
function untilReset(headers: Headers): string {
  const wait = Number(headers.get("retry-after") ?? NaN) * 1000;
  const reset = new Date(Number.isNaN(wait) ? Number(headers.get("x-ratelimit-reset") ?? NaN) * 1000 : Date.now() + wait);
  return Number.isNaN(reset.getTime()) ? "for a while" : `until ${reset.toLocaleTimeString("en-GB")}`;
}
