// Web server: Debian's nginx in front of an app of the tests.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { until } from "./app.ts";
import { has } from "./needs.ts";

export const hasNginx: boolean = has("The tests behind nginx", "nginx");

/** Starts nginx with one `server` block, and stops it after the test. It listens on 127.0.0.1 at the block's port. */
export async function startNginx(server: string, port: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "backend-starter-nginx-"));
  writeFileSync(join(folder, "nginx.conf"), settings(server));
  const nginx = spawn("nginx", ["-p", folder, "-c", join(folder, "nginx.conf"), "-e", "stderr"], { stdio: ["ignore", "ignore", "pipe"] });
  let said = "";
  nginx.stderr.on("data", (text: Buffer) => (said += text.toString()));
  onTestFinished(() => {
    nginx.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  });
  await until(`nginx answers: ${said}`, () => fetch(`http://127.0.0.1:${port}/health`).then(({ ok }) => ok, () => false), 20);
}

/** One process in the foreground that writes only into its own folder. */
function settings(server: string): string {
  const kinds = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
  return `daemon off;
master_process off;
pid nginx.pid;
events {}
http {
  access_log off;
  ${kinds.map((kind) => `${kind}_temp_path ${kind};`).join("\n  ")}
  ${server}
}
`;
}
