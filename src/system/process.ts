// Process: identifies the process that staged a project so exactly that no other process is taken for it.
import { readFileSync, readlinkSync } from "node:fs";
import { hostname } from "node:os";

/** A process; its id alone may by now belong to another. */
export interface Run {
  pid: number;
  host: string;
  /** Linux: the boot and the container (pid namespace) in which the id is valid; else empty. */
  boot: string;
  /** Linux: the start of the process in clock ticks since boot; else empty. */
  began: string;
}

export function thisRun(): Run {
  return { pid: process.pid, host: hostname(), boot: bootHere(), began: beginOf(process.pid) };
}

/** Whether a run is running, is over, or cannot be judged from here: an id means nothing on another machine. */
export function stateOf({ pid, host, boot, began }: Run): "running" | "over" | "elsewhere" {
  if (host !== hostname() || boot !== bootHere()) return "elsewhere";
  return isAlive(pid) && beginOf(pid) === began ? "running" : "over";
}

/** Whether this machine was started again since a run: after a power cut nothing else tells that it is over. */
export function isBeforeBoot({ host, boot }: Run): boolean {
  const [id, now] = [boot, bootHere()].map((text) => text.split(" ", 1)[0]);
  return host === hostname() && id !== "" && now !== "" && id !== now;
}

/**
 * Whether a process is alive here. Signal 0 only tests; EPERM means that another user owns the process. One that has
 * ended keeps its id, in state Z, until its parent asks how: in a container that can last.
 */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EPERM") return false;
  }
  return statOf(pid)[0] !== "Z";
}

function bootHere(): string {
  if (process.platform !== "linux") return "";
  try {
    return `${readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()} ${readlinkSync("/proc/self/ns/pid")}`;
  } catch {
    return ""; // Without /proc the id alone decides.
  }
}

function beginOf(pid: number): string {
  return statOf(pid)[19] ?? "";
}

/** The fields of /proc/<pid>/stat (proc(5)) from the third on. The second, the program's name, may contain spaces. */
function statOf(pid: number): string[] {
  if (process.platform !== "linux") return [];
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  } catch {
    return []; // It has just ended.
  }
}
