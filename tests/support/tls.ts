// TLS: a self-signed certificate for a PostgreSQL server of the tests.
import { chmodSync, chownSync, statSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import { expect } from "vitest";
import { sql } from "./postgres.ts";

/** Gives the server a self-signed certificate. */
export async function enableTls(address: string): Promise<void> {
  const [[folder = ""] = []] = await sql(address, "show data_directory");
  const [key, certificate] = ["server.key", "server.crt"].map((name) => join(folder, name));
  await execa("openssl", ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=test", "-keyout", String(key), "-out", String(certificate)]);
  const { uid, gid } = statSync(folder);
  for (const file of [key, certificate]) {
    chmodSync(String(file), 0o600);
    chownSync(String(file), uid, gid);
  }
  await sql(address, "alter system set ssl = on");
  await sql(address, "select pg_reload_conf()");
  await expect.poll(async () => (await sql(address, "show ssl"))[0]?.[0], { timeout: 10_000 }).toBe("on");
}
