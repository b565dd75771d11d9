// Workplace: the temporary folder of a run that grades, removed at its end or, after a kill, by the next run.
import {
  existsSync,
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  statfsSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { freemem, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { endProcesses } from "../system/end-processes.ts";
import { thisRun } from "../system/process.ts";
import { leftIn, noteFile } from "../system/run-note.ts";
import { temporarily } from "../system/scratch.ts";
import { codeOf } from "../user-error.ts";

const prefix = "backend-starter-grade-";

/** A folder of Linux that is kept in memory. */
const memory = "/dev/shm";

/** Bytes of a server, and of the database and the files of a submission with all that its limits allow. */
const needed = { server: 1e9, submission: 0.5e9 };

export interface Workplace {
  /** Absolute, with links resolved. */
  folder: string;
  /** Writes a file with its folders; others than its owner can read it, unless it is secret. */
  write: (path: string, content: string | Uint8Array, secret?: "secret") => void;
  makeFolder: (path: string) => void;
  link: (path: string, to: string) => void;
  /** Removes folders in it, or all of it. */
  remove: (...paths: string[]) => void;
}

/**
 * Makes the temporary folder of this run. Others may enter it but not list it: root starts students' apps as another
 * user, who has to find them.
 */
export function openWorkplace(atOnce = 1): Workplace {
  const place = hasRoom(needed.server + atOnce * needed.submission) ? memory : tmpdir();
  const folder = temporarily(() => realpathSync(mkdtempSync(join(place, prefix))));
  chmodSync(folder, 0o711);
  const at = (path: string) => join(folder, path);
  const write: Workplace["write"] = (path, content, secret) => {
    mkdirSync(dirname(at(path)), { recursive: true });
    writeFileSync(at(path), content, { mode: secret === "secret" ? 0o600 : 0o644, flag: "wx" });
  };
  write(noteFile, JSON.stringify(thisRun()), "secret");
  return {
    folder,
    write,
    makeFolder: (path) => void mkdirSync(at(path), { recursive: true }),
    link: (path, to) => {
      mkdirSync(dirname(at(path)), { recursive: true });
      symlinkSync(to, at(path));
    },
    remove: (...paths) => remove(...(paths.length === 0 ? ["."] : paths).map(at)),
  };
}

/**
 * Removes the folders of runs that were killed. Their processes have ended with them, or are ended here. One that
 * cannot be removed yet is left to the next time: a server that is ending may still write to it.
 */
export function sweepWorkplaces(removing: (folder: string) => void = (folder) => remove(folder)): void {
  const places = [tmpdir(), ...(mounted() ? [memory] : [])];
  for (const path of places.flatMap((place) => temporarily(() => leftIn(place, prefix)))) {
    try {
      removing(path);
    } catch (error) {
      if (codeOf(error) === undefined) throw error;
    }
  }
}

/** Each submission creates hundreds of small files, most of them its database's, and soon removes them. */
function hasRoom(bytes: number): boolean {
  if (process.env.TMPDIR !== undefined || !mounted()) return false;
  const { bavail, bsize } = statfsSync(memory);
  return Math.min(bavail * bsize, freemem() / 2) > bytes;
}

/** Where programs may be started: those of a submission are. */
function mounted(): boolean {
  if (process.platform !== "linux") return false;
  return /^\S+ \/dev\/shm tmpfs rw(?!\S*noexec)/m.test(readFileSync("/proc/self/mounts", "utf8"));
}

/** A sandbox that never started is ended first. A process that is just ending may still write to the folder. */
function remove(...folders: string[]): void {
  endProcesses("bwrap", folders);
  for (const folder of folders) {
    // The note goes last: what is left by a run that is killed meanwhile is swept by the next.
    const inside = existsSync(join(folder, noteFile)) ? readdirSync(folder).filter((name) => name !== noteFile) : [];
    for (const path of [...inside.map((name) => join(folder, name)), folder])
      rmSync(path, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 });
  }
}
