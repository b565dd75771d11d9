// Regular file: reads a file of a folder that others fill, and nothing else that has its name.
import { closeSync, constants, fstatSync, openSync, readFileSync } from "node:fs";

/**
 * Reads a file, unless it is a link, a pipe or a device by the time it is opened.
 * @param wanted called with its size before it is read
 * @returns undefined if it is not wanted, or is no regular file
 */
export function readRegular(file: string, wanted: (bytes: number) => boolean): Uint8Array | undefined {
  // Windows has neither flag.
  const { O_RDONLY, O_NOFOLLOW = 0, O_NONBLOCK = 0 } = constants as Partial<typeof constants>;
  const opened = openSync(file, (O_RDONLY ?? 0) | O_NOFOLLOW | O_NONBLOCK);
  try {
    const stats = fstatSync(opened);
    return stats.isFile() && wanted(stats.size) ? readFileSync(opened) : undefined;
  } finally {
    closeSync(opened);
  }
}
