// Whether a folder can be written to, found out by writing.
import { mkdtempSync, rmdirSync } from "node:fs";
import { join } from "node:path";
import { codeOf } from "../user-error.ts";

/**
 * Makes and removes a folder in a folder: rights alone do not tell of read-only disks, quotas and of what an administrator
 * may not do either.
 *
 * @returns the code of the refusal; undefined where there was none
 */
export function refusedToWrite(folder: string): string | undefined {
  try {
    rmdirSync(mkdtempSync(join(folder, ".trial-")));
    return undefined;
  } catch (error) {
    const code = codeOf(error);
    if (code === undefined) throw error;
    return code;
  }
}
