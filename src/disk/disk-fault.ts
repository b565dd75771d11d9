// What the operating system refuses, as a sentence.
import { Fault } from "../fault.ts";

const reasons: Record<string, string> = {
  EACCES: "we may not write there",
  EPERM: "we may not write there",
  EROFS: "the disk is read-only",
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
  ENAMETOOLONG: "the path is too long for this system",
  ENOTDIR: "a part of the path is a file",
  ELOOP: "its links lead in a circle",
  EMFILE: "too many files are open",
  EINVAL: "this system takes no such name",
  EILSEQ: "this system takes no such name",
  ENOENT: "a folder on the way there is missing",
  EIO: "the disk does not answer",
};

/** Runs disk work; an error of the operating system comes out as a Fault about `path`, a bug as itself. */
export function orFault<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw diskFault(path, error);
  }
}

/** The Fault for an error of the operating system; anything else comes back unchanged. */
export function diskFault(path: string, error: unknown): unknown {
  const code = codeOf(error);
  if (code === undefined || error instanceof Fault) return error;
  return new Fault(`Cannot write ${JSON.stringify(path)}: ${reasons[code] ?? "the system refused"} (${code}).`, "Nothing was kept.");
}

/** "ENOENT" and the like; undefined for what the operating system did not throw. */
export function codeOf(error: unknown): string | undefined {
  const { code, syscall } = error as NodeJS.ErrnoException;
  return typeof code === "string" && typeof syscall === "string" ? code : undefined;
}
