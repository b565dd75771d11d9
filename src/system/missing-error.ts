// Missing error: the UserError for something missing on this machine, with the messages of `doctor`.
import { UserError } from "../user-error.ts";
import type { Fix } from "./fixes.ts";

export function missingError({ problem, advice, commands }: Fix): UserError {
  return new UserError(`${problem}.`, commands.length === 0 ? advice : `${advice.replace(/\.$/, "")}: ${commands.join(", then ")}`);
}
