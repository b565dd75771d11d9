// System calls: strace (Linux) counts the calls of our bin's main thread and sends SIGKILL at the n-th.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { execa, execaSync } from "execa";
import { bin, temporary } from "./sandbox.ts";

/** Whether strace works here. With CI=true on Linux it must. */
export const hasStrace: boolean = execaSync("strace", ["-o", "/dev/null", "true"], { reject: false }).exitCode === 0;
if (!hasStrace && process.platform === "linux" && process.env.CI === "true") throw new Error("strace is missing or may not trace: apt-get install strace");
if (!hasStrace) console.warn("The kills at every step are skipped: install strace, on Linux.");

/** The n-th call of a name, counted from 1. */
export interface Step {
  call: string;
  at: number;
}

/** System calls that change a disk. Some exist only on certain processors. */
const calls = ["mkdir", "mkdirat", "rename", "renameat", "renameat2", "unlink", "unlinkat", "rmdir", "link", "symlink", "openat", "write", "pwrite64", "ftruncate"];

interface Run {
  args: string[];
  cwd: string;
  env: NodeJS.ProcessEnv;
}

/** Runs our bin to its end, and lists the calls that changed a path below a folder. */
export async function stepsOf({ args, cwd, env }: Run, below: string): Promise<Step[]> {
  const log = join(temporary(), "log");
  await strace(["-y", "-s", "4096", "-o", log, "-e", `trace=${calls.map((call) => `?${call}`).join(",")}`], { args, cwd, env });
  const counts = new Map<string, number>();
  return readFileSync(log, "utf8").split("\n").flatMap((line) => {
    const call = /^(\w+)\(/.exec(line)?.[1];
    if (call === undefined) return [];
    const at = (counts.get(call) ?? 0) + 1;
    counts.set(call, at);
    return line.includes(below) && (call !== "openat" || line.includes("O_CREAT")) ? [{ call, at }] : [];
  });
}

/** Runs our bin up to a step. Returns whether it was killed there. */
export async function killedAt({ call, at }: Step, run: Run): Promise<boolean> {
  const { signal } = await strace(["-o", "/dev/null", "-e", `trace=${call}`, "-e", `inject=${call}:signal=KILL:when=${at}`], run);
  return signal === "SIGKILL";
}

function strace(options: string[], { args, cwd, env }: Run) {
  return execa("strace", [...options, process.execPath, bin, ...args], { cwd, env, extendEnv: false, reject: false, stdin: "ignore", timeout: 120_000 });
}

/** A sample of the steps: the first, the last and some others of each call. */
export function sampleOf(steps: Step[], each: number): Step[] {
  return [...new Set(steps.map(({ call }) => call))].flatMap((call) => {
    const same = steps.filter((step) => step.call === call);
    const chosen = Array.from({ length: each }, (_, index) => same[Math.round((index * (same.length - 1)) / (each - 1))]);
    return [...new Set(chosen)].filter((step) => step !== undefined);
  });
}
