// A server under test: a process of its own, whose log goes to a file as on a host, ended by its own id.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beginnersEnvironment } from "../tests/support/clean-environment.ts";
import { freePort } from "../tests/support/port.ts";

export interface Server {
  url: string;
  /** the CPU time that it has used, in seconds; undefined where the system has no /proc */
  cpu: () => number | undefined;
  stop(): Promise<void>;
}

/** Starts a script that listens on PORT, and waits until it answers. */
export async function startServer(script: string, cwd: string, env: Record<string, string>): Promise<Server> {
  const port = await freePort();
  const log = openSync(join(cwd, "server.log"), "a");
  const child = spawn(process.execPath, [script], { cwd, env: beginnersEnvironment({ ...env, PORT: String(port) }), stdio: ["ignore", log, log] });
  const ended = once(child, "exit");
  const stop = async () => {
    child.kill("SIGKILL");
    await ended;
  };
  const url = `http://127.0.0.1:${port}`;
  for (let left = 300; !(await answers(url)); left -= 1) {
    if (left > 0 && child.exitCode === null) continue;
    await stop();
    throw new Error(`${script} does not answer; its log is ${join(cwd, "server.log")}.`);
  }
  return { url, cpu: () => cpuOf(child.pid), stop };
}

/** User and system time of a process. https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
function cpuOf(pid: number | undefined): number | undefined {
  if (process.platform !== "linux") return undefined;
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  const ticksPerSecond = 100;
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}

async function answers(url: string): Promise<boolean> {
  await new Promise((resolve) => setTimeout(resolve, 100));
  return fetch(`${url}/health`).then(({ ok }) => ok, () => false);
}
