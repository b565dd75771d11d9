// PostgreSQL server for tests: Debian's programs, run by an unprivileged user, with the data in a temporary folder.
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { execa } from "execa";
import { inject } from "vitest";
import { freePort } from "./port.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** the port of the server that all tests share; 0 where PostgreSQL is not installed */
    postgresPort: number;
  }
}

export const howToInstallPostgres = "install PostgreSQL's server: apt-get install postgresql";

/** The folder of PostgreSQL's programs. */
export const postgresPrograms: string | undefined = folders().find((folder) =>
  ["initdb", "postgres", "createdb", "psql"].every((name) => existsSync(join(folder, name))),
);

export interface PostgresServer {
  port: number;
  /** Starts it on the same port and data, and resolves when it takes connections. */
  start(): Promise<void>;
  /** SIGINT closes connections and stops; SIGQUIT stops at once, similar to a power failure. */
  stop(signal?: "SIGINT" | "SIGQUIT"): Promise<void>;
  /** Stops it and removes its data. */
  remove(): Promise<void>;
}

/** Creates a server with empty data and starts it. */
export async function startPostgres(): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), "backend-starter-postgres-"));
  if (isRoot) chownSync(folder, nobody, nobody);
  const data = join(folder, "data");
  await execa(program("initdb"), ["-U", "app", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync", "-D", data], asNobody(folder));
  const port = await freePort();
  let running: ChildProcess | undefined;

  async function start(): Promise<void> {
    const settings = [`port=${port}`, "listen_addresses=127.0.0.1", "unix_socket_directories=", "fsync=off", "max_connections=60"];
    running = spawn(program("postgres"), ["-D", data, ...settings.flatMap((setting) => ["-c", setting])], { ...asNobody(folder), stdio: ["ignore", "ignore", "pipe"] });
    await says(running, "ready to accept connections");
  }
  async function stop(signal: NodeJS.Signals = "SIGINT"): Promise<void> {
    if (running === undefined || running.exitCode !== null) return;
    const ended = once(running, "exit");
    running.kill(signal);
    await ended;
  }
  async function remove(): Promise<void> {
    await stop();
    rmSync(folder, { recursive: true, force: true });
  }
  await start();
  return { port, start, stop, remove };
}

/** Whether the tests of this run have a server. */
export const hasPostgres = (): boolean => inject("postgresPort") !== 0;

let databases = 0;

/** The address of a new empty database. Its name contains "test", which a generated project's own tests require. */
export async function newDatabase(port: number = inject("postgresPort")): Promise<string> {
  databases += 1;
  const name = `test_${process.pid}_${databases}`;
  await execa(program("createdb"), ["-h", "127.0.0.1", "-p", String(port), "-U", "app", name]);
  return `postgres://app@127.0.0.1:${port}/${name}`;
}

/** Settings with which the tests of a project use the server, where there is one: opening the database inside the app takes half of their time. */
export async function onServer(): Promise<Record<string, string>> {
  return hasPostgres() ? { TEST_DATABASE_URL: await newDatabase() } : {};
}

/** Runs one statement and returns its rows: columns of text. */
export async function sql(url: string, statement: string): Promise<string[][]> {
  const { stdout } = await execa(program("psql"), ["-X", "-A", "-t", "-F", "\t", "-c", statement, url]);
  return stdout === "" ? [] : stdout.split("\n").map((line) => line.split("\t"));
}

const isRoot = process.getuid?.() === 0;
const nobody = 65_534;

/** PostgreSQL refuses to run as root. */
function asNobody(folder: string) {
  const user = isRoot ? { uid: nobody, gid: nobody } : {};
  return { cwd: folder, env: { PATH: process.env.PATH, HOME: folder, LANG: "C.UTF-8" }, extendEnv: false, ...user };
}

function program(name: string): string {
  return join(postgresPrograms ?? "", name);
}

function folders(): string[] {
  const debian = "/usr/lib/postgresql";
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  return [...(process.env.PATH ?? "").split(delimiter), ...versions.map((version) => join(debian, version, "bin"))];
}

async function says(server: ChildProcess, words: string): Promise<void> {
  let said = "";
  await new Promise<void>((resolve, reject) => {
    server.stderr?.on("data", (text: Buffer) => {
      said += text.toString();
      if (said.includes(words)) resolve();
    });
    server.once("exit", () => reject(new Error(`PostgreSQL did not start: ${said}`)));
  });
}
