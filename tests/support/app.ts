// App process: runs a generated app as its owner or a host does.
import { spawn, type ChildProcess } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll } from "vitest";
import { beginnersEnvironment } from "./clean-environment.ts";
import { freePort } from "./port.ts";

export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
}

export interface App {
  url: string;
  port: number;
  process: ChildProcess;
  /** the output so far. Log lines are written after the response: look for one after stop(), or wait for it. */
  output(): string;
  ended: Promise<Ended>;
  /** Sends a signal and waits for the end. In production SIGTERM takes 4 s, and SIGKILL is for apps whose end is not tested. */
  stop(signal?: NodeJS.Signals): Promise<Ended>;
}

interface Start {
  /** variables in addition to the environment of a beginner */
  env?: Record<string, string>;
  /** the command; by default the app itself, without a watcher around it */
  command?: string[];
}

/** The command of each way to run the app. */
export const commands = {
  source: [process.execPath, "--import", "tsx", "src/server.ts"],
  build: [process.execPath, "dist/server.js"],
  database: [process.execPath, "--import", "tsx", "src/commands.ts"],
  dev: ["npm", "run", "dev"],
  start: ["npm", "start"],
};

/** The app from its source, without a build. */
function sourceIn(folder: string): string[] {
  return existsSync(join(folder, "src/server.ts")) ? commands.source : [process.execPath, "src/server.js"];
}

const running = new Set<ChildProcess>();
afterAll(() => running.forEach((child) => killGroup(child, "SIGKILL")));

/** Starts a program in a project without waiting for it. It is stopped after the last test of the file at the latest. */
export function run(folder: string, { env = {}, command = sourceIn(folder) }: Start = {}): Omit<App, "url" | "port"> {
  const [file = "", ...args] = command;
  // A separate process group, so that children of npm can be stopped too.
  const child = spawn(file, args, { cwd: folder, env: beginnersEnvironment(env), detached: true, stdio: ["ignore", "pipe", "pipe"] });
  running.add(child);
  let output = "";
  child.stdout.on("data", (text: Buffer) => (output += text.toString()));
  child.stderr.on("data", (text: Buffer) => (output += text.toString()));
  const ended = new Promise<Ended>((resolve) => {
    child.once("close", (code, signal) => {
      running.delete(child);
      resolve({ code, signal });
    });
  });
  const stop = (signal: NodeJS.Signals = "SIGTERM") => {
    child.kill(signal);
    return ended;
  };
  return { process: child, output: () => output, ended, stop };
}

/** Starts the app and waits until it answers. */
export async function startApp(folder: string, { env = {}, ...more }: Start = {}): Promise<App> {
  const port = env.PORT === undefined ? await freePort() : Number(env.PORT);
  const started = run(folder, { env: { ...env, PORT: String(port) }, ...more });
  const app = { ...started, port, url: `http://127.0.0.1:${port}` };
  await answers(app);
  return app;
}

/** Starts the app with limits that are high enough for tests. */
export function startRoomyApp(folder: string, { env = {}, ...more }: Start = {}): Promise<App> {
  return startApp(folder, { env: { RATE_LIMIT: "1000000", LOGIN_LIMIT: "1000000", PASSWORD_COST: "16", ...env }, ...more });
}

/** Sends a signal to a program and to all of its children. */
export function killGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  try {
    if (pid !== undefined) process.kill(-pid, signal);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ESRCH")) throw error;
  }
}

/** Waits for a condition. Throws an error with its description after a time limit. */
export async function until(what: string, holds: () => Promise<boolean> | boolean, seconds = 60): Promise<void> {
  const end = Date.now() + seconds * 1000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`It never came to pass within ${seconds} s: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function answers(app: App): Promise<void> {
  let ended: Ended | undefined;
  void app.ended.then((end) => (ended = end));
  await until(`the app answers at ${app.url}`, async () => {
    if (ended !== undefined) throw new Error(`The app ended before it answered (${JSON.stringify(ended)}): ${app.output()}`);
    return fetch(`${app.url}/health`).then(({ ok }) => ok, () => false);
  });
}

