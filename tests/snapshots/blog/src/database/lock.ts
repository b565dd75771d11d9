// Lock: one process at a time opens the data folder. Two would overwrite each other's rows without an error.
import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, readlinkSync, realpathSync, renameSync, rmSync, rmdirSync, statSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { dirname, join, resolve } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { cannotStart } from "../config.ts";

type Owner = ReturnType<typeof thisProcess>;

/** Waits a moment for a process that is just stopping. Then the folder is ours, or the app ends with a sentence. */
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
  const { owner } = readLock(lock) ?? {};
  if (owner?.machine === me.machine) cannotStart(`the database in ${folder} is in use by process ${owner.pid}, probably your \`npm run dev\`; stop that one first`);
  const where = owner === undefined ? "" : ` of another computer or container (process ${owner.pid} on ${owner.machine})`;
  cannotStart(`the database in ${folder} is locked by ${resolve(lock)}${where}; stop that app, or delete ${resolve(lock)} when it no longer runs`);
}

/** Claims the lock in one step: a folder cannot be renamed to one that has something in it. Returns our note inside the lock. */
function claim(lock: string, me: Owner): string | undefined {
  const name = randomUUID();
  const prepared = `${lock}.${name}`;
  mkdirSync(prepared);
  writeFileSync(join(prepared, name), JSON.stringify(me), { flush: true });
  try {
    renameSync(prepared, lock);
    return join(lock, name);
  } catch {
    rmSync(prepared, { recursive: true });
    return undefined; // Another process has it. The caller finds out which.
  }
}

/** Removes one process's note. Its name is used once, so this can never remove the note of a later owner. */
function release(note: string): void {
  rmSync(note, { force: true });
  try {
    rmdirSync(dirname(note));
  } catch {
    // Another process has claimed the lock since, or removed the empty folder.
  }
}

function readLock(lock: string): { note: string; owner: Owner } | undefined {
  try {
    const note = join(lock, readdirSync(lock)[0] ?? "");
    return { note, owner: JSON.parse(readFileSync(note, "utf8")) as Owner };
  } catch {
    return undefined; // Released a moment ago, or not written by this app.
  }
}

/** This process, and where it runs: a pid alone means nothing in a container, after a restart of the computer or in a copy of the folder. */
function thisProcess(folder: string) {
  return {
    pid: process.pid,
    // The system uses pids again.
    started: startOf(process.pid),
    machine: `${hostname()} (${process.platform} ${orEmpty(() => readlinkSync("/proc/self/ns/pid"))})`,
    // Another number after each restart of the computer.
    boot: orEmpty(() => readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()),
    // A copy of the folder has another path and another inode. A folder that is reached in two ways shares one of them.
    path: realpathSync(folder),
    inode: statSync(folder).ino,
  };
}

/** Says no when in doubt: a lock that stays costs a sentence, a second process costs the data. */
function hasEnded(owner: Owner, me: Owner): boolean {
  if (owner.machine !== me.machine) return false; // Its processes cannot be seen from here.
  if (owner.boot !== me.boot) return true;
  if (owner.path !== me.path && owner.inode !== me.inode) return true;
  if (!isRunning(owner.pid)) return true;
  const started = startOf(owner.pid);
  return started !== "" && owner.started !== "" && started !== owner.started;
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0); // Signal 0 only asks whether the process is there.
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** When a process started, as the system writes it; empty where that is not known, as on Windows. */
function startOf(pid: number): string {
  if (process.platform === "darwin") return orEmpty(() => execFileSync("/bin/ps", ["-o", "lstart=", "-p", String(pid)], { encoding: "utf8", env: { TZ: "UTC" } }));
  // https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html: after the name, field 3 is the state and field 22 the start.
  const fields = orEmpty(() => readFileSync(`/proc/${pid}/stat`, "utf8")).split(") ").at(-1)?.split(" ") ?? [];
  return fields[0] === "Z" ? "ended" : (fields[19] ?? "");
}

/** The files in /proc exist on Linux only. */
function orEmpty(read: () => string): string {
  try {
    return read();
  } catch {
    return "";
  }
}
