// Command: a plop generator with typed answers and an exit code.
import type { ExitCode } from "../user-error.ts";

export interface Command<Order> {
  description: string;
  prompts: () => Promise<Order>;
  /** The steps in the order in which they run. The first that throws ends the run. */
  actions: (order: Order) => (() => unknown)[];
  exitCode: () => ExitCode;
}
