// End of processes: ends those of a program that work on a folder, and those that a program of ours has started.
import type { ChildProcess } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { basename } from "node:path";
import { codeOf } from "../user-error.ts";

/**
 * Ends the processes of a program whose command line names one of some folders or a file in it. On Linux only.
 * @param program its name, without a folder
 * @throws the error of the system if one of them is another user's
 */
export function endProcesses(program: string, folders: string[]): void {
  if (process.platform !== "linux") return;
  const isInside = (path: string) => folders.some((folder) => `${path}/`.startsWith(`${folder}/`));
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    const [started = "", ...args] = commandLine(pid);
    if (basename(started) === program && args.some(isInside)) end(Number(pid));
  }
}

/** Ends what is left of the group that a program leads. Its id stays taken as long as there is one of them. */
export function endGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
  if (pid !== undefined && process.platform !== "win32") end(-pid, signal);
}

/** Empty for a process that has ended. */
function commandLine(pid: string): string[] {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
  } catch {
    return [];
  }
}

/** It may have ended by itself. */
function end(pid: number, signal: NodeJS.Signals = "SIGKILL"): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (codeOf(error) !== "ESRCH") throw error;
  }
}
