// Project checks: whether a project's packages are installed, and whether its embedded database is free.
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { parseJson, readTextFile } from "../json-file.ts";
import { notInstalled } from "../system/fixes.ts";
import { isAlive } from "../system/process.ts";
import { fine, failed, note, type Check } from "./check.ts";

export const packagesCheck: Check = {
  id: "packages", title: "The packages", limit: 5_000,
  look: ({ folder, stack, manager, repo }) => {
    if (!repo) return undefined;
    return stack.packages.some((path) => holdsAnything(join(folder, path)))
      ? fine("The packages of this project are installed")
      : failed(notInstalled(manager.install));
  },
};

/** A lock that a crashed app left is harmless: the next start takes it over. */
export const lockCheck: Check = {
  id: "lock", title: "The app's own database", limit: 5_000,
  look: ({ folder, stack, manager, repo }) => {
    if (!repo) return undefined;
    const pid = ownerOf(join(folder, stack.lock));
    if (pid === undefined || !isAlive(pid)) return fine("The app's own database is free");
    const problem = `The app's own database is in use by process ${pid}, probably your \`${manager.steps.at(-1)}\``;
    return note({ problem, advice: "Stop that one before you start another.", commands: [] });
  },
};

/** The lock is a file that names the pid. In projects created by earlier versions it is a folder with one such note. */
function ownerOf(lock: string): number | undefined {
  try {
    const note = statSync(lock).isDirectory() ? join(lock, readdirSync(lock)[0] ?? "") : lock;
    const owner: unknown = parseJson(readTextFile("lock", note));
    const pid: unknown = typeof owner === "object" && owner !== null && "pid" in owner ? owner.pid : owner;
    return typeof pid === "number" && Number.isSafeInteger(pid) && pid > 0 ? pid : undefined;
  } catch {
    return undefined; // No lock.
  }
}

function holdsAnything(path: string): boolean {
  try {
    return readdirSync(path).length > 0;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "ENOTDIR";
  }
}
