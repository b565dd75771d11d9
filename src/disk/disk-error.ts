// What the operating system refuses, as a sentence.
import { refusalOf } from "../system/refusals.ts";
import { shown } from "../shown.ts";
import { Fault, codeOf } from "../user-error.ts";

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
  const { problem, advice } = refusalOf(code);
  return new Fault(`Cannot write ${shown(path, 400)}: ${problem} (${code}).`, `Nothing was kept. ${advice}`);
}
