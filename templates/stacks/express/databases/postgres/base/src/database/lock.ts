// One process at a time: two on one folder would overwrite each other's data without a word.
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { cannotStart } from "../config.ts";

/** Waits a moment for a process that is just stopping; then the folder is ours, or the app ends with a sentence. */
export async function lockFolder(folder: string): Promise<() => void> {
  const file = join(folder, "lock");
  for (let tries = 0; tries < 30; tries += 1) {
    if (takes(file)) return () => rmSync(file, { force: true });
    if (!isRunning(ownerOf(file))) rmSync(file, { force: true });
    else await wait(100);
  }
  cannotStart(`the database in ${folder} is in use by process ${ownerOf(file)}, probably your \`npm run dev\`; stop that one first`);
}

function takes(file: string): boolean {
  try {
    writeFileSync(file, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

function ownerOf(file: string): number {
  try {
    return Number(readFileSync(file, "utf8"));
  } catch {
    return 0; // Given back a moment ago.
  }
}

function isRunning(pid: number): boolean {
  if (pid === process.pid || pid === 0) return false;
  try {
    process.kill(pid, 0); // Signal 0 only asks whether the process is there.
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
