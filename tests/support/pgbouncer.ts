// PgBouncer: a real connection pooler in transaction mode before a PostgreSQL server of the tests.
import { spawn } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { freePort } from "./port.ts";

const program = ["/usr/sbin/pgbouncer", "/usr/bin/pgbouncer"].find((path) => existsSync(path));

/** Whether this machine has PgBouncer; with CI=true its absence is an error. */
export const hasPooler: boolean = program !== undefined;
export const howToInstallPooler = "install PgBouncer: apt-get install pgbouncer";
if (!hasPooler && process.env.CI === "true") throw new Error(`PgBouncer is missing: ${howToInstallPooler}`);

const nobody = 65_534;

/**
 * Starts a pooler that ends with the test.
 *
 * @param server the address of a database; its user must be let in without a password
 * @returns the same address through the pooler
 */
export async function startPooler(server: URL): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "backend-starter-pgbouncer-"));
  const port = await freePort();
  writeFileSync(join(folder, "pgbouncer.ini"), settings(server, port));
  const asNobody = process.getuid?.() === 0 ? { uid: nobody, gid: nobody } : {};
  if ("uid" in asNobody) chownSync(folder, nobody, nobody);
  const pooler = spawn(program ?? "", [join(folder, "pgbouncer.ini")], { cwd: folder, stdio: ["ignore", "ignore", "pipe"], ...asNobody });
  onTestFinished(() => {
    pooler.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  });
  await says(pooler.stderr, "process up");
  return Object.assign(new URL(server), { port: String(port) }).href;
}

function settings({ hostname, port, username }: URL, listenPort: number): string {
  return `[databases]
* = host=${hostname} port=${port} user=${decodeURIComponent(username)}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${listenPort}
unix_socket_dir =
auth_type = any
pool_mode = transaction
`;
}

async function says(output: NodeJS.ReadableStream, words: string): Promise<void> {
  let said = "";
  for await (const text of output) {
    said += String(text);
    if (said.includes(words)) return;
  }
  throw new Error(`PgBouncer did not start: ${said}`);
}
