// What the operating system refuses, as a sentence.
import { refusalOf } from "../system/refusals.ts";
import { shown } from "../shown.ts";
import { UserError, codeOf } from "../user-error.ts";

/** Runs disk work; an error of the operating system comes out as a UserError about `path`, a bug as itself. */
export function withDiskErrors<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw diskError(path, error);
  }
}

/** The UserError for an error of the operating system; anything else comes back unchanged. */
export function diskError(path: string, error: unknown): unknown {
  const code = codeOf(error);
  if (code === undefined || error instanceof UserError) return error;
  const { problem, advice } = refusalOf(code);
  return new UserError(`Cannot write ${shown(path, 400)}: ${problem} (${code}).`, `Nothing was kept. ${advice}`);
}
