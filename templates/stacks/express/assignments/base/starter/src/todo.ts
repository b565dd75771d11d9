// To do: what the app answers where a task is still open.
import { Problem } from "./problem.ts";

/**
 * Ends the request with 501 and the name of the task. The tools are what this file imports for the solution: they
 * stay imported, and you will use them in place of this call.
 */
export function todo(task: string, ...tools: unknown[]): never {
  throw new Problem(501, `The task "${task}" is still open. ASSIGNMENT.md says what it asks for.`);
}
