// A server that does not answer, or whose certificate is not trusted: what to do about it.
import { Fault } from "../user-error.ts";

/**
 * The Fault for a server that could not be asked.
 *
 * @param code what Node.js says: "ENOTFOUND", "DEPTH_ZERO_SELF_SIGNED_CERT"
 */
export function unreachable(server: string, code: string, env: NodeJS.ProcessEnv = process.env): Fault {
  if (/CERT|SIGNATURE/.test(code)) return new Fault(`${server} shows a certificate that Node.js does not trust (${code}).`, trust);
  return new Fault(`${server} cannot be reached (${code}).`, needsProxy(env) ? proxy : "Check the network, and try again.");
}

const trust = "If it is your organisation's, set NODE_EXTRA_CA_CERTS to the file of its certificate, and try again.";

/** Node.js does not heed the variables of a proxy by itself, and before 22.21 not at all. */
const proxy = "A proxy is set: set NODE_USE_ENV_PROXY=1 too, which Node.js heeds from 22.21 on, and try again.";

function needsProxy({ HTTPS_PROXY, https_proxy, NODE_USE_ENV_PROXY }: NodeJS.ProcessEnv): boolean {
  return (HTTPS_PROXY || https_proxy || "") !== "" && NODE_USE_ENV_PROXY !== "1";
}
