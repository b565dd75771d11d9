// Trial: whether a folder can be written to, found out by writing.
import { mkdirSync, rmdirSync } from "node:fs";
import { join } from "node:path";
import { codeOf } from "../user-error.ts";
import { wrapperName } from "./wrapper.ts";

/**
 * Makes and removes a folder in a folder: rights alone do not tell of read-only disks, quotas and of what an administrator
 * may not do either. It is named like a wrapper, so that the next `create` removes it where we were killed in between.
 *
 * @returns the code of the refusal; undefined where there was none
 */
export function refusedToWrite(folder: string): string | undefined {
  const trial = join(folder, wrapperName(""));
  try {
    mkdirSync(trial, { mode: 0o700 });
    rmdirSync(trial);
    return undefined;
  } catch (error) {
    const code = codeOf(error);
    if (code === undefined) throw error;
    return code;
  }
}
