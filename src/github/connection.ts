// Connection to GitHub: which one, whose login, and who that is.
import type { Connection } from "./client.ts";
import { hostFrom } from "./host.ts";
import { findLogin } from "./login.ts";
import { loginName } from "./repos.ts";

/**
 * Finds GitHub and a login, and asks who it belongs to.
 * @throws UserError if nobody is logged in, or GitHub does not answer
 */
export async function connect(stop: AbortSignal): Promise<{ connection: Connection; login: string }> {
  const host = hostFrom(process.env);
  const connection = { host, login: await findLogin(host, process.env, stop), stop, pause: 1_000 };
  return { connection, login: await loginName(connection) };
}
