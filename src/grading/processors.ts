// Processors: those of this machine that we may use. Each submission gets one, so that it takes time from no other.
import { readFileSync } from "node:fs";
import { codeOf } from "../user-error.ts";

/**
 * The numbers of the processors that Linux lets us use; none on other systems, which do not say.
 * @param status the text of /proc/self/status, whose lists are like "0-3,8" (proc_pid_status(5))
 */
export function processorsHere(status: string = ownStatus()): number[] {
  const list = /^Cpus_allowed_list:\s*(\S+)$/m.exec(status)?.[1] ?? "";
  return list
    .split(",")
    .filter(Boolean)
    .flatMap((range) => {
      const [first = 0, last = first] = range.split("-").map(Number);
      return Array.from({ length: last - first + 1 }, (_, at) => first + at);
    });
}

function ownStatus(): string {
  try {
    return readFileSync("/proc/self/status", "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return "";
    throw error;
  }
}
