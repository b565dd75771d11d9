// Memory: what a process and all those below it use.
import { readFileSync, readdirSync } from "node:fs";

/** In bytes; 0 for a process that has ended. Memory that processes share counts once for each. */
export function memoryOf(pid) {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    const own = Number(/^VmRSS:\s*(\d+)/m.exec(status)?.[1] ?? 0) * 1024;
    return childrenOf(pid).reduce((total, child) => total + memoryOf(child), own);
  } catch (error) {
    if (["ENOENT", "ESRCH", "EACCES"].includes(error.code)) return 0; // It has just ended, or this is not Linux.
    throw error;
  }
}

/** Each thread has children of its own. */
function childrenOf(pid) {
  const threads = readdirSync(`/proc/${pid}/task`);
  return threads.flatMap((thread) =>
    readFileSync(`/proc/${pid}/task/${thread}/children`, "utf8").split(" ").filter(Boolean),
  );
}
