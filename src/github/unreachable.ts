// Unreachable: what to do about a server that does not answer or whose certificate is not trusted.
import { setTimeout as wait } from "node:timers/promises";
import { UserError } from "../user-error.ts";

/** A failure that a second try may not meet: status 500 to 599, or a reset connection. */
export class TransientError extends UserError {}

const resets = ["ECONNRESET", "EPIPE", "UND_ERR_SOCKET"];

/** Repeats work once after a TransientError and `pause` milliseconds. Only for work that may be done twice. */
export async function twice<T>(
  work: () => Promise<T>,
  { pause, stop }: { pause: number; stop: AbortSignal },
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof TransientError)) throw error;
    await wait(pause, undefined, { signal: stop }).catch(() => stop.throwIfAborted());
    return work();
  }
}

/** The UserError for a server that did not answer; `code` is Node.js's: "ENOTFOUND", "DEPTH_ZERO_SELF_SIGNED_CERT". */
export function unreachable(server: string, code: string, env: NodeJS.ProcessEnv = process.env): UserError {
  if (/CERT|SIGNATURE/.test(code))
    return new UserError(`${server} shows a certificate that Node.js does not trust (${code}).`, trust);
  const kind = resets.includes(code) ? TransientError : UserError;
  return new kind(
    `${server} cannot be reached (${code}).`,
    needsProxy(env) ? proxy : "Check the network, and try again.",
  );
}

const trust = "If it is your organisation's, set NODE_EXTRA_CA_CERTS to the file of its certificate, and try again.";

/** Node.js does not use proxy variables by default, and before 22.21 not at all. */
const proxy = "A proxy is set: set NODE_USE_ENV_PROXY=1 too, which Node.js uses from 22.21 on, and try again.";

function needsProxy({ HTTPS_PROXY, https_proxy, NODE_USE_ENV_PROXY }: NodeJS.ProcessEnv): boolean {
  return (HTTPS_PROXY || https_proxy || "") !== "" && NODE_USE_ENV_PROXY !== "1";
}
