// Error for something missing on this machine, in the words of `doctor`.
import { UserError } from "../user-error.ts";
import type { Fix } from "./fixes.ts";

/** The error that ends the run: what is wrong, what to do, and what to type. */
export function missingError({ problem, advice, commands }: Fix): UserError {
  return new UserError(`${problem}.`, commands.length === 0 ? advice : `${advice.replace(/\.$/, "")}: ${commands.join(", then ")}`);
}
