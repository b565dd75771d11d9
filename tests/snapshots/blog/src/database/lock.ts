// Lock: one process at a time opens the data folder. Two would overwrite each other's rows without an error.
import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import fs from "node:fs";
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
  const owner = readLock(lock)?.owner;
  const who = owner === undefined ? "an unknown process" : `process ${owner.pid} on ${owner.machine}`;
  cannotStart(`the database in ${folder} is in use by ${who}: stop it, or delete ${resolve(lock)} if it has ended`);
}

/** Claims the lock in one step: a folder cannot be renamed to one that has something in it. Returns our note inside the lock. */
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
    return undefined; // Another process has it. The caller finds out which.
  }
}

/** Removes one process's note. Its name is used once, so this can never remove the note of a later owner. */
function release(note: string): void {
  fs.rmSync(note, { force: true });
  // The folder goes too, unless another process has claimed it since, or removed it.
  attempt(() => fs.rmdirSync(dirname(note)));
}

/** Undefined when the lock was released a moment ago, or not written by this app. */
function readLock(lock: string): { note: string; owner: Owner } | undefined {
  return attempt(() => {
    const note = join(lock, fs.readdirSync(lock)[0] ?? "");
    return { note, owner: JSON.parse(fs.readFileSync(note, "utf8")) as Owner };
  });
}

/** This process, and where it runs: a pid alone means nothing in a container, after a restart or in a copy of the folder. */
function thisProcess(folder: string) {
  const namespace = attempt(() => fs.readlinkSync("/proc/self/ns/pid"));
  return {
    pid: process.pid,
    // The system uses pids again.
    started: startOf(process.pid),
    machine: `${hostname()} (${process.platform} ${namespace})`,
    // Another number after each restart of the computer.
    boot: attempt(() => fs.readFileSync("/proc/sys/kernel/random/boot_id", "utf8")),
    // A copy of the folder has another path and another inode. A folder that is reached in two ways shares one of them.
    path: fs.realpathSync(folder),
    inode: fs.statSync(folder).ino,
  };
}

/** Says no when in doubt: a lock that stays costs a sentence, a second process costs the data. */
function hasEnded(owner: Owner, me: Owner): boolean {
  if (owner.machine !== me.machine) return false; // Its processes cannot be seen from here.
  if (owner.boot !== me.boot) return true;
  if (owner.path !== me.path && owner.inode !== me.inode) return true;
  if (!isRunning(owner.pid)) return true;
  const started = startOf(owner.pid);
  return started !== undefined && owner.started !== undefined && started !== owner.started;
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0); // Signal 0 only asks whether the process is there.
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** When a process started, as the system writes it; undefined where that is not known, as on Windows. */
function startOf(pid: number): string | undefined {
  if (process.platform === "darwin") {
    return attempt(() => execFileSync("/bin/ps", ["-o", "lstart=", "-p", `${pid}`], { env: { TZ: "UTC" } }).toString());
  }
  // After the name in parentheses, field 3 is the state and field 22 the start. https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
  const fields = attempt(() => fs.readFileSync(`/proc/${pid}/stat`, "utf8"))?.split(") ").at(-1)?.split(" ");
  return fields?.[0] === "Z" ? "ended" : fields?.[19];
}

/** Undefined when it fails. The files in /proc, for example, exist on Linux only. */
function attempt<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
