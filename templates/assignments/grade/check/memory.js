// Memory: what a process and all those below it use.
import { readFileSync, readdirSync, statfsSync } from "node:fs";

/**
 * In bytes; 0 for a process that has ended. Memory that processes share counts once for each. The kernel's tables for it
 * count too: those of memory that is only read can be larger than the memory.
 */
export function memoryOf(pid) {
  try {
    const own = sizeIn(pid, "VmRSS") + sizeIn(pid, "VmPTE");
    return childrenOf(pid).reduce((total, child) => total + memoryOf(child), own);
  } catch (error) {
    return unlessOver(error);
  }
}

/** How many files are in the folders of a sandbox that can be written to: each takes memory of the kernel's. */
export function filesIn(sandbox) {
  try {
    // A grandchild is started when the sandbox has its own file system.
    const [inside] = childrenOf(sandbox).flatMap(childrenOf);
    if (inside === undefined) return 0;
    const systems = ["/tmp", "/run/door"].map((folder) => statfsSync(`/proc/${inside}/root${folder}`));
    return systems.reduce((total, { files, ffree }) => total + files - ffree, 0);
  } catch (error) {
    return unlessOver(error);
  }
}

/** Each thread has children of its own. */
function childrenOf(pid) {
  const threads = readdirSync(`/proc/${pid}/task`);
  return threads.flatMap((thread) =>
    readFileSync(`/proc/${pid}/task/${thread}/children`, "utf8").split(" ").filter(Boolean),
  );
}

/** What a process shares with no other, in bytes; 0 for one that has ended. */
export function ownMemoryOf(pid) {
  return sizeIn(pid, "RssAnon");
}

function sizeIn(pid, name) {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    return Number(new RegExp(`^${name}:\\s*(\\d+)`, "m").exec(status)?.[1] ?? 0) * 1024;
  } catch (error) {
    return unlessOver(error);
  }
}

/** A process may just have ended, and only Linux has this folder. */
function unlessOver(error) {
  if (["ENOENT", "ESRCH", "EACCES"].includes(error.code)) return 0;
  throw error;
}
