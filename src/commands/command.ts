// Command: a plop generator with typed answers, and its exit code.
import type { ExitCode } from "../user-error.ts";

export interface Command<Order> {
  description: string;
  /** Asks what is open. */
  prompts: () => Promise<Order>;
  /** What is done, in the order in which it is done. The first that throws ends the run. */
  actions: (order: Order) => (() => unknown)[];
  /** Looked at when all actions are through. */
  exitCode: () => ExitCode;
}
