// What a verb is: a plop generator whose answers have a type, and the exit code it ends with.
import type { ExitCode } from "../user-error.ts";

export interface Verb<Order> {
  description: string;
  /** Asks what is open. */
  prompts: () => Promise<Order>;
  /** What is done, in the order in which it is done. The first that throws ends the run. */
  actions: (order: Order) => (() => unknown)[];
  /** Looked at when all actions are through. */
  exitCode: () => ExitCode;
}
