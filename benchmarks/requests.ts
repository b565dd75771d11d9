// Requests: how many requests per second a server answers, measured by autocannon, which accepts only the right
// status.
import { join } from "node:path";
import { execa } from "execa";

export interface Load {
  what: string;
  path: string;
  /** one request; without it, GET */
  options?: string[];
}

interface Result {
  requests: { average: number };
  errors: number;
  non2xx: number;
  "2xx": number;
}

const connections = 20;

/** Requests a second over so many seconds. */
export async function requestsPerSecond(peers: string, url: string, { path, options = [] }: Load, seconds: number): Promise<number> {
  const args = ["--json", "--no-progress", "--connections", `${connections}`, "--duration", `${seconds}`, ...options, url + path];
  const { stdout } = await execa(process.execPath, [join(peers, "node_modules/.bin/autocannon"), ...args], { timeout: 60_000 });
  const result = JSON.parse(stdout) as Result;
  if (result.errors > 0 || result.non2xx > 0 || result["2xx"] === 0) throw new Error(`${url}${path} did not answer as it should: ${stdout}`);
  return result.requests.average;
}
