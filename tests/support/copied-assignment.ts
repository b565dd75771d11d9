// Copied assignment: one that is created once for all tests of a file, because that takes longer than the tests.
import { cpSync, mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";
import { runHere } from "./in-process.ts";
import { temporary } from "./sandbox.ts";

/**
 * A function that returns a new copy, with its path ending in `week-3`. Call this outside of tests.
 * @param flags of `assignment create`
 */
export function copiedAssignment(...flags: string[]): () => Promise<string> {
  let made: string | undefined;
  afterAll(() => made !== undefined && rmSync(made, { recursive: true, force: true }));
  return async () => {
    if (made === undefined) {
      made = realpathSync(mkdtempSync(join(tmpdir(), "backend-starter-")));
      await runHere(["assignment", "create", join(made, "week-3"), ...flags, "--yes"]);
    }
    const folder = join(temporary(), "week-3");
    cpSync(join(made, "week-3"), folder, { recursive: true });
    return folder;
  };
}
