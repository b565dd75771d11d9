// Requests: the load on a server, by autocannon, which accepts only the right status.
import { join } from "node:path";
import { execa } from "execa";
import type { Server } from "./server.ts";

export interface Load {
  what: string;
  path: string;
  /** one request; without it, GET */
  options?: string[];
}

/** What a server did under load. */
export interface Figures {
  requestsPerSecond: number;
  /** the server's CPU time for one request, in microseconds; undefined where it cannot be read */
  cpu: number | undefined;
}

interface Result {
  requests: { average: number };
  errors: number;
  non2xx: number;
  "2xx": number;
}

const connections = 20;

/** Puts a server under load for so many seconds. */
export async function loadServer(peers: string, { url, cpu }: Server, { path, options = [] }: Load, seconds: number): Promise<Figures> {
  const args = ["--json", "--no-progress", "--connections", `${connections}`, "--duration", `${seconds}`, ...options, url + path];
  const before = cpu();
  const { stdout } = await execa(process.execPath, [join(peers, "node_modules/.bin/autocannon"), ...args], { timeout: 60_000 });
  const after = cpu();
  const result = JSON.parse(stdout) as Result;
  if (result.errors > 0 || result.non2xx > 0 || result["2xx"] === 0) throw new Error(`${url}${path} did not answer as it should: ${stdout}`);
  const spent = before === undefined || after === undefined ? undefined : ((after - before) * 1e6) / result["2xx"];
  return { requestsPerSecond: result.requests.average, cpu: spent };
}
