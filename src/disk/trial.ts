// Trial: tests by writing whether a folder is writable.
import { mkdirSync, rmdirSync } from "node:fs";
import { join } from "node:path";
import { codeOf } from "../user-error.ts";
import { wrapperName } from "./wrapper.ts";

/**
 * Creates and removes a folder: permissions alone do not show read-only disks and quotas. It is named like a wrapper,
 * so that the next `create` removes it after an interruption.
 * @returns the error code; undefined if it succeeded
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
