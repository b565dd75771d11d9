// Surroundings: the folder, settings, stack and package manager that the checks examine.
import { join } from "node:path";
import { parseEnv } from "node:util";
import { openCatalog, type DatabaseKind, type Manager, type Stack } from "../catalog/catalog.ts";
import type { Answers } from "../project/answers.ts";
import { readReceipt, receiptFile } from "../project/receipt.ts";
import { readTextFile } from "../json-file.ts";
import { UserError } from "../user-error.ts";

export interface Surroundings {
  folder: string;
  /** PORT, DATABASE_URL and others: from the environment, else from `.env` in the folder, without empty ones. */
  settings: Record<string, string | undefined>;
  /** The stack of the project in this folder, else the default. */
  stack: Stack;
  database: DatabaseKind;
  manager: { name: string } & Manager;
  /** Whether the folder is a generated project. */
  repo: boolean;
}

/** Reads the surroundings of the current folder; `caller` is the program that runs us. */
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

/** The first known entry with one of the names, else the first entry. */
function one<T>(known: Map<string, T>, names: (string | undefined)[]): T {
  const found = names.map((name) => known.get(name ?? "")).find((each) => each !== undefined) ?? [...known.values()][0];
  if (found === undefined) throw new Error("The catalog is empty.");
  return found;
}

/** The answers in the receipt; undefined if this version cannot read one. */
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

/** Empty if the file is missing, unreadable or not a regular file. */
function textOf(file: string): string {
  try {
    return readTextFile("file", file);
  } catch {
    return "";
  }
}

/** Empty values (`PORT=`) count as not set. */
function given(settings: Record<string, string | undefined>): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined && value !== ""));
}
