// Temporary folders that live as long as the tests of a file.
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll } from "vitest";

/** A new empty folder, removed after the last test of this file. Call it outside of tests. */
export function folderForThisFile(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "backend-starter-generated-")));
  afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}
