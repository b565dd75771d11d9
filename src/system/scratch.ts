// Scratch folder: temporary files, removed when the work with them ends or, after a kill, by a later run.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Content } from "../draft.ts";
import { shown } from "../shown.ts";
import { UserError, codeOf } from "../user-error.ts";
import { endProcesses } from "./end-processes.ts";
import { thisRun } from "./process.ts";
import { refusalOf } from "./refusals.ts";
import { leftIn, noteFile } from "./run-note.ts";

const prefix = "backend-starter-scratch-";

export interface Scratch {
  /** Absolute, with links resolved. */
  folder: string;
  write: (path: string, content: Content) => void;
  link: (path: string, folder: string) => void;
}

/** @throws UserError if the disk refuses the folder or a file */
export async function inScratch<T>(work: (scratch: Scratch) => Promise<T>): Promise<T> {
  const whole = temporarily(() => realpathSync(mkdtempSync(join(tmpdir(), prefix))));
  const folder = join(whole, "files");
  const write: Scratch["write"] = (path, content) =>
    temporarily(() => {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), content);
    });
  // A junction is the link that Windows allows every user.
  const link = (path: string, to: string) => temporarily(() => symlinkSync(to, join(folder, path), "junction"));
  try {
    temporarily(() => {
      writeFileSync(join(whole, noteFile), JSON.stringify(thisRun()));
      mkdirSync(folder);
    });
    return await work({ folder, write, link });
  } finally {
    temporarily(() => remove(whole));
  }
}

/** Removes what killed runs have left, and ends their programs. What cannot be removed stays. */
export function sweepScratch(): void {
  for (const left of temporarily(() => leftIn(tmpdir(), prefix))) {
    try {
      endProcesses("node", [realpathSync(left)]);
      remove(left);
    } catch (error) {
      if (codeOf(error) === undefined) throw error;
    }
  }
}

function remove(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** @throws UserError if the disk refuses temporary files */
export function temporarily<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    const code = codeOf(error);
    if (code === undefined) throw error;
    throw new UserError(
      `Temporary files cannot be kept in ${shown(tmpdir(), 400)}: ${refusalOf(code).problem} (${code}).`,
      "Make room there, or set TMPDIR to another folder.",
    );
  }
}
