// Disk error: an error of the operating system as a sentence.
import { refusalOf } from "../system/refusals.ts";
import { shown } from "../shown.ts";
import { UserError, codeOf } from "../user-error.ts";

/** Runs disk work and turns an operating system error into a UserError about `path`. A bug is thrown unchanged. */
export function withDiskErrors<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw diskError(path, error);
  }
}

/** The UserError for an operating system error; any other error unchanged. */
export function diskError(path: string, error: unknown): unknown {
  const code = codeOf(error);
  if (code === undefined || error instanceof UserError) return error;
  const { problem, advice } = refusalOf(code);
  return new UserError(`Cannot write ${shown(path, 400)}: ${problem} (${code}).`, `Nothing was written. ${advice}`);
}
