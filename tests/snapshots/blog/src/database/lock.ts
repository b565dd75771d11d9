// Lock: lets only one process open the data folder. Two would overwrite each other's rows without an error.
import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import fs from "node:fs";
import { hostname } from "node:os";
import { dirname, join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { cannotStart } from "../config.ts";

type Owner = ReturnType<typeof thisProcess>;

/** Waits briefly for a process that is stopping. Then locks the folder, or ends the app with a message. */
export async function lockFolder(folder: string): Promise<() => void> {
  const lock = join(folder, "lock");
  const me = thisProcess(folder);
  for (let tries = 0; tries < 30; tries += 1) {
    const note = claim(lock, me);
    if (note !== undefined) return () => release(note);
    const other = readLock(lock);
    if (other !== undefined && hasEnded(other.owner, me)) release(other.note);
    else await wait(100);
  }
  const owner = readLock(lock)?.owner;
  const who = owner === undefined ? "an unknown process" : `process ${owner.pid} on ${owner.machine}`;
  const advice = `stop it, or delete ${resolve(lock)} if it has ended`;
  cannotStart(`the database in ${folder} is in use by ${who}: ${advice}`);
}

/** Takes the lock in one step: renaming to a folder that is not empty fails. Returns our note in the lock. */
function claim(lock: string, me: Owner): string | undefined {
  const name = randomUUID();
  const prepared = `${lock}.${name}`;
  fs.mkdirSync(prepared);
  fs.writeFileSync(join(prepared, name), JSON.stringify(me), { flush: true });
  try {
    fs.renameSync(prepared, lock);
    return join(lock, name);
  } catch {
    fs.rmSync(prepared, { recursive: true });
    return undefined; // Another process has the lock; the caller finds out which.
  }
}

/** Removes the note of one process. Its name is unique, so a later owner's note is never removed. */
function release(note: string): void {
  fs.rmSync(note, { force: true });
  // Removes the folder too, unless another process has taken it since, or removed it.
  attempt(() => fs.rmdirSync(dirname(note)));
}

/** Undefined if the lock was just released, or not written by this app. */
function readLock(lock: string): { note: string; owner: Owner } | undefined {
  return attempt(() => {
    const note = join(lock, fs.readdirSync(lock)[0] ?? "");
    return { note, owner: JSON.parse(fs.readFileSync(note, "utf8")) as Owner };
  });
}

/** This process and its machine: a pid is not unique across containers, restarts and copies of the folder. */
function thisProcess(folder: string) {
  const namespace = attempt(() => fs.readlinkSync("/proc/self/ns/pid"));
  return {
    pid: process.pid,
    // The system reuses pids.
    started: startOf(process.pid),
    machine: `${hostname()} (${process.platform} ${namespace})`,
    // Changes with each restart of the computer.
    boot: attempt(() => fs.readFileSync("/proc/sys/kernel/random/boot_id", "utf8")),
    // A copy of the folder has another path and inode. One folder under two paths has one of them in common.
    path: fs.realpathSync(folder),
    inode: fs.statSync(folder).ino,
  };
}

/** Says no if in doubt: a lock that stays needs a manual step, but a second process destroys data. */
function hasEnded(owner: Owner, me: Owner): boolean {
  if (owner.machine !== me.machine) return false; // Its processes are not visible from here.
  if (owner.boot !== me.boot) return true;
  if (owner.path !== me.path && owner.inode !== me.inode) return true;
  if (!isRunning(owner.pid)) return true;
  const started = startOf(owner.pid);
  return started !== undefined && owner.started !== undefined && started !== owner.started;
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0); // Signal 0 only tests whether the process exists.
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** The start of a process, as the system writes it; undefined if unknown, as on Windows. */
function startOf(pid: number): string | undefined {
  if (process.platform === "darwin") {
    const options = { env: { TZ: "UTC" }, encoding: "utf8" } as const;
    return attempt(() => execFileSync("/bin/ps", ["-o", "lstart=", "-p", `${pid}`], options));
  }
  // Field 3, after the name in parentheses, is the state and field 22 the start: see "man proc_pid_stat".
  const fields = attempt(() => fs.readFileSync(`/proc/${pid}/stat`, "utf8"))?.split(") ").at(-1)?.split(" ");
  return fields?.[0] === "Z" ? "ended" : fields?.[19];
}

/** Undefined if the work fails. The files in /proc, for example, exist only on Linux. */
function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
