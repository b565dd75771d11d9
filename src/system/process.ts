// Run: which process staged a project, told so exactly that no other process is taken for it.
import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";

/** A process, where a process id alone could by now be another's. */
export interface Run {
  pid: number;
  host: string;
  /** Linux: the boot and the container (pid namespace) in which the process id counts. Empty elsewhere. */
  boot: string;
  /** Linux: when the process began, in clock ticks since the boot. Empty elsewhere. */
  began: string;
}

/** This process. */
export function thisRun(): Run {
  return { pid: process.pid, host: hostname(), boot: bootHere(), began: beginOf(process.pid) };
}

/** Whether a run still works, is over, or cannot be judged from here: a process id means nothing on another machine. */
export function stateOf({ pid, host, boot, began }: Run): "running" | "over" | "elsewhere" {
  if (host !== hostname() || boot !== bootHere()) return "elsewhere";
  return isAlive(pid) && beginOf(pid) === began ? "running" : "over";
}

/** Whether a process id is in use here. Signal 0 only asks; EPERM means that the process belongs to somebody else. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function bootHere(): string {
  if (process.platform !== "linux") return "";
  try {
    return `${readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()} ${readlinkSync("/proc/self/ns/pid")}`;
  } catch {
    return ""; // No /proc: then the id alone has to do.
  }
}

/** The 22nd field of /proc/<pid>/stat (proc(5)). The second, the program's name in parentheses, may hold spaces. */
function beginOf(pid: number): string {
  if (process.platform !== "linux") return "";
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
  } catch {
    return ""; // It has just ended.
  }
}
