// Surroundings: the folder, settings, stack and package manager that the checks examine.
import { join } from "node:path";
import { parseEnv } from "node:util";
import { openCatalog, type DatabaseKind, type Manager, type Stack } from "../catalog/catalog.ts";
import type { Answers } from "../project/answers.ts";
import { readReceipt, receiptFile } from "../project/receipt.ts";
import { readTextFile } from "../json-file.ts";
import { UserError } from "../user-error.ts";

export interface Surroundings {
  /** Absolute. */
  folder: string;
  /** PORT, DATABASE_URL and their like: the environment's, else those of `.env` in the folder. Empty ones are left out. */
  settings: Record<string, string | undefined>;
  /** What a repo made here would be, or the one we stand in is, served by. */
  stack: Stack;
  database: DatabaseKind;
  /** The package manager's program, such as "npm", and its commands. */
  manager: { name: string } & Manager;
  /** Whether the folder is a generated repo. */
  repo: boolean;
}

/**
 * Reads the surroundings of the current folder.
 *
 * @param caller the program that runs us, which would be the package manager of a new repo
 */
export function surroundingsAt(folder: string, env: NodeJS.ProcessEnv, caller?: string): Surroundings {
  const { stacks, databases } = openCatalog();
  const answers = answersOf(folder);
  const stack = one(stacks, [answers?.stack]);
  const managers = new Map(Object.entries(stack.managers).map(([name, manager]) => [name, { name, ...manager }]));
  return {
    folder,
    settings: { ...given(dotEnv(folder)), ...given(env) },
    stack,
    database: one(databases, [answers?.database, stack.databases[0]]),
    manager: one(managers, [answers?.manager, caller]),
    repo: answers !== undefined,
  };
}

/** The first that is known by one of the names, else the first of all. */
function one<T>(known: Map<string, T>, names: (string | undefined)[]): T {
  const found = names.map((name) => known.get(name ?? "")).find((each) => each !== undefined) ?? [...known.values()][0];
  if (found === undefined) throw new Error("The catalog is empty.");
  return found;
}

/** Of the receipt; undefined where there is none that this version can read. */
function answersOf(folder: string): Answers | undefined {
  try {
    return readReceipt(textOf(join(folder, receiptFile))).log[0].answers;
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

function dotEnv(folder: string): Record<string, string | undefined> {
  return parseEnv(textOf(join(folder, ".env")));
}

/** Empty where the file is not there, is closed to us, or is no regular file. */
function textOf(file: string): string {
  try {
    return readTextFile("file", file);
  } catch {
    return "";
  }
}

/** `PORT=` means "not set". */
function given(settings: Record<string, string | undefined>): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined && value !== ""));
}
