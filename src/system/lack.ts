// A lack that ends a run, in the words that `doctor` has for it.
import { Fault } from "../user-error.ts";
import type { Cure } from "./fixes.ts";

/** The Fault for a lack: what is wrong, what to do, and what to type. */
export function lack({ problem, advice, commands }: Cure): Fault {
  return new Fault(`${problem}.`, commands.length === 0 ? advice : `${advice.replace(/\.$/, "")}: ${commands.join(", then ")}`);
}
