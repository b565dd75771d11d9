// Alone in an assignment: of two actions at once, each writing the class or the results, the later one would win.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { assignmentFile } from "../../classroom/assignment.ts";
import { alone } from "../../disk/alone.ts";
import { pathOf } from "../../disk/target.ts";

/** @throws UserError if another run is at work in the folder; what is no assignment is left to the action to refuse */
export async function aloneIn<T>(directory: string, act: () => Promise<T>): Promise<T> {
  const folder = pathOf(directory);
  return existsSync(join(folder, assignmentFile)) ? alone(folder, act) : act();
}
