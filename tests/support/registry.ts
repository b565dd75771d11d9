// Registry: a package registry on this machine, in which our own package is published. It fetches all others from the
// registry that npm uses, and removes its files at the end.
import { spawn, type ChildProcess } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { execa } from "execa";
import { stringify } from "yaml";
import { ourName, ourStarter } from "../../src/ourselves.ts";
import { beginnersEnvironment } from "./clean-environment.ts";
import { freePort } from "./port.ts";

export interface Registry {
  url: string;
  /** Ends it and removes its files. */
  remove(): Promise<void>;
}

/** The scoped name under which others could publish this package. */
export const scopedName: string = `@somebody/${ourName}`;

/** The argument of `npm create` for it. */
export const scopedStarter: string = `@somebody/${ourStarter}`;

/** Starts a registry that keeps its files in a folder, and publishes tarballs of ours in it. */
export async function startRegistry(folder: string, tarballs: string[]): Promise<Registry> {
  mkdirSync(folder, { recursive: true });
  const config = join(folder, "config.yaml");
  writeFileSync(config, stringify(await configuration(folder)));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/`;
  const program = createRequire(import.meta.url).resolve("verdaccio/bin/verdaccio");
  const server = spawn(process.execPath, [program, "--config", config, "--listen", `127.0.0.1:${port}`], {
    env: beginnersEnvironment(),
    stdio: ["ignore", "pipe", "pipe"],
  });
  const remove = async () => {
    await end(server);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    await answers(server, url);
    await publish(url, folder, tarballs);
  } catch (error) {
    await remove();
    throw error;
  }
  return { url, remove };
}

/** Our package is never looked up elsewhere, so that another package of the same name cannot be installed. */
async function configuration(folder: string): Promise<object> {
  const { stdout: others } = await execa("npm", ["config", "get", "registry"]);
  return {
    storage: join(folder, "storage"),
    auth: { htpasswd: { file: join(folder, "users") } },
    uplinks: { others: { url: others, timeout: "60s", max_fails: 20, fail_timeout: "1s" } },
    packages: {
      [ourName]: { access: "$all", publish: "$authenticated" },
      [scopedName]: { access: "$all", publish: "$authenticated" },
      "**": { access: "$all", publish: "nobody", proxy: "others" },
    },
    web: { enable: false },
    log: { type: "stdout", format: "json", level: "error" },
  };
}

async function answers(server: ChildProcess, url: string): Promise<void> {
  let output = "";
  server.stdout?.on("data", (text: Buffer) => (output += text.toString()));
  server.stderr?.on("data", (text: Buffer) => (output += text.toString()));
  const limit = Date.now() + 120_000;
  while (!(await fetch(`${url}-/ping`).then(({ ok }) => ok, () => false))) {
    if (server.exitCode !== null || Date.now() > limit) throw new Error(`The registry does not answer: ${output}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Signs up a new user. */
async function publish(url: string, folder: string, tarballs: string[]): Promise<void> {
  const name = "publisher";
  const user = { name, password: crypto.randomUUID(), type: "user", roles: [], date: new Date().toISOString() };
  const response = await fetch(`${url}-/user/org.couchdb.user:${name}`, {
    method: "PUT",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ _id: `org.couchdb.user:${name}`, ...user }),
  });
  const { token } = (await response.json()) as { token: string };
  const settings = join(folder, "npmrc");
  writeFileSync(settings, `registry=${url}\n${url.replace("http:", "")}:_authToken=${token}\n`);
  const env = beginnersEnvironment({ npm_config_userconfig: settings });
  for (const tarball of tarballs) await execa("npm", ["publish", "--access", "public", tarball], { cwd: folder, env, extendEnv: false });
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = new Promise((resolve) => server.once("close", resolve));
  server.kill("SIGTERM");
  await ended;
}
