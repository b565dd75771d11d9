// Scratch folder: temporary files, removed when the work with them ends.
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Content } from "../draft.ts";

export interface Scratch {
  /** Absolute, with links resolved. */
  folder: string;
  write: (path: string, content: Content) => void;
  link: (path: string, folder: string) => void;
}

export async function inScratch<T>(work: (scratch: Scratch) => Promise<T>): Promise<T> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "backend-starter-scratch-")));
  const write: Scratch["write"] = (path, content) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  };
  // A junction is the link that Windows allows every user.
  const link = (path: string, to: string) => symlinkSync(to, join(folder, path), "junction");
  try {
    return await work({ folder, write, link });
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}
