// Alone: lets one run at a time work in a folder, by a file in it that names the run.
import { lstatSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { isObject } from "../json-file.ts";
import { shown } from "../shown.ts";
import { isAlive, isBeforeBoot, stateOf, thisRun, type Run } from "../system/process.ts";
import { UserError, codeOf } from "../user-error.ts";
import { diskError } from "./disk-error.ts";
import { leftoverIn } from "./rewrite.ts";

const lockFile = "run.backend-starter-lock";

/** Milliseconds in which a file without content belongs to a run that is about to write it. */
const writing = 10_000;

/**
 * Does work while no other run does work here. A run that was killed does not count, and what it left is removed.
 * @throws UserError if another run is at work, or the disk refuses
 */
export async function alone<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const lock = join(folder, lockFile);
  const text = JSON.stringify(thisRun());
  take(lock, text, folder);
  try {
    removeLeftovers(folder);
    return await work();
  } finally {
    if (textOf(lock) === text) rmSync(lock, { force: true });
  }
}

function take(lock: string, text: string, folder: string): void {
  for (;;) {
    try {
      return writeFileSync(lock, text, { flag: "wx", mode: 0o600 });
    } catch (error) {
      if (codeOf(error) !== "EEXIST") throw diskError(folder, error);
      const judged = textOf(lock);
      refuseBusy(lock, judged, folder);
      setAside(lock, judged);
    }
  }
}

function refuseBusy(lock: string, text: string | undefined, folder: string): void {
  const stats = lstatSync(lock, { throwIfNoEntry: false });
  if (stats === undefined) return;
  const run = runIn(text);
  const isOld = stats.isFile() && Date.now() - stats.mtimeMs >= writing;
  if (run === undefined ? isOld : stateOf(run) === "over" || isBeforeBoot(run)) return;
  const isHere = stats.isFile() && (run === undefined || stateOf(run) === "running");
  const fix = isHere ? "Wait until it ends." : `If none is, on no machine, delete ${shown(lock, 400)}.`;
  throw new UserError(`Another run is working in ${shown(folder, 400)}.`, fix);
}

/** In one step: of two runs that see the same old file, one removes it. The other may get the file of the first. */
function setAside(lock: string, judged: string | undefined): void {
  const aside = `${lock}.backend-starter-${process.pid}`;
  try {
    renameSync(lock, aside);
    if (textOf(aside) === judged) rmSync(aside, { force: true });
    else renameSync(aside, lock);
  } catch (error) {
    if (codeOf(error) !== "ENOENT") throw error;
  }
}

function textOf(file: string): string | undefined {
  try {
    return lstatSync(file).isFile() ? readFileSync(file, "utf8") : undefined;
  } catch {
    return undefined; // Another run has just removed it.
  }
}

function runIn(text = ""): Run | undefined {
  try {
    const run: unknown = JSON.parse(text);
    const fits = isObject(run) && typeof run.pid === "number" && [run.host, run.boot, run.began].every(isText);
    return fits ? (run as unknown as Run) : undefined;
  } catch {
    return undefined;
  }
}

function isText(value: unknown): boolean {
  return typeof value === "string";
}

/** Files that a killed run was about to move into their places. */
function removeLeftovers(folder: string): void {
  for (const name of readdirSync(folder)) {
    const pid = leftoverIn(name);
    if (pid !== undefined && !isAlive(pid)) rmSync(join(folder, name), { force: true });
  }
}
