// Kit: how a stack's assignments are made, and the ideas that it has tasks for.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Idea, Stack } from "../catalog/catalog.ts";
import type { Stub } from "../render/hand-over.ts";
import { UserError } from "../user-error.ts";

/** A stack's `assignments/assignments.json`. */
export interface Kit {
  /** With `base/` for every assignment, and a folder with tasks and checks for each idea. */
  folder: string;
  /** Options that a starter does not have unless they are asked for. */
  without: string[];
  stub: Stub;
  /** By language: what Node.js needs to run a file. */
  node: Record<string, string[]>;
  /** The variable with the address of a database server, and the name of the database that is used without one. */
  server: string;
  embedded: string;
  /** By language: the command that starts an app that is graded; and the path that it answers when it is ready. */
  grade: { start: Record<string, string[]>; ready: string };
}

/** @throws UserError if the stack has no assignments */
export function kitOf(templates: string, { id, title }: Stack): Kit {
  const folder = join(templates, "stacks", id, "assignments");
  const file = join(folder, "assignments.json");
  if (!existsSync(file)) throw new UserError(`${title} has no assignments yet.`, "Choose another stack.");
  return { folder, ...(JSON.parse(readFileSync(file, "utf8")) as Omit<Kit, "folder">) };
}

/**
 * The folder with the tasks of an idea, which may be those of the idea that it extends.
 * @throws UserError if it has none
 */
export function tasksFolder({ folder }: Kit, idea: Idea): string {
  const own = idea.layers
    .toReversed()
    .map((id) => join(folder, id))
    .find(hasTasks);
  if (own !== undefined) return own;
  const others = readdirSync(folder).filter((id) => hasTasks(join(folder, id)));
  throw new UserError(`The idea ${idea.id} has no tasks yet.`, `Choose one that has: ${others.join(", ")}.`);
}

function hasTasks(folder: string): boolean {
  return existsSync(join(folder, "tasks.json"));
}
