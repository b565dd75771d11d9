// Unstarted sandboxes: bwrap waits for ever if the process that started it is killed before it was set up.
import { readFileSync, readdirSync } from "node:fs";
import { basename } from "node:path";
import { codeOf } from "../user-error.ts";

/** Ends the sandboxes that name a folder, or a file in it, in their command line. */
export function endSandboxes(folder: string): void {
  if (process.platform !== "linux") return;
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    const [program = "", ...args] = commandLine(pid);
    const isSandbox = basename(program) === "bwrap" && args.some((arg) => `${arg}/`.startsWith(`${folder}/`));
    if (isSandbox) end(Number(pid));
  }
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
function end(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    if (codeOf(error) !== "ESRCH") throw error;
  }
}
