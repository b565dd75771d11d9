// Scratch folder: temporary files, removed when the work with them ends.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

export interface Scratch {
  /** Absolute, with links resolved. */
  folder: string;
  write: (path: string, text: string) => void;
}

export async function inScratch<T>(work: (scratch: Scratch) => Promise<T>): Promise<T> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "backend-starter-scratch-")));
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  try {
    return await work({ folder, write });
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
