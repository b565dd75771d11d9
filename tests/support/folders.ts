// Temporary folders: removed after the tests of a file.
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, inject } from "vitest";

declare module "vitest" {
  interface ProvidedContext {
    /** the folder of this run, removed at its end whatever happened in between; test projects without one have none */
    folder?: string;
  }
}

/** A new empty folder, removed after the last test of this file. Call it outside of tests. */
export function folderForThisFile(): string {
  const folder = realpathSync(mkdtempSync(join(inject("folder") ?? tmpdir(), "file-")));
  afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}
