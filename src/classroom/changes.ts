// Changes: the mutants of an assignment, which its checks must notice, and harmless changes, which they must not.
import { isObject, objectIn, readTextFile } from "../json-file.ts";
import { shown } from "../shown.ts";
import { UserError } from "../user-error.ts";

export const mutantsFile = "mutants.json";

/** A change of the solution: a mistake that the checks of a task must notice, or another way to be right. */
export interface Change {
  /** The task whose checks notice it; undefined for a harmless one. */
  task?: string;
  says: string;
  file: string;
  /** Text that the file holds once. */
  find: string;
  replace: string;
}

/**
 * Reads a mutants.json: `{ "mutants": [...], "harmless": [...] }`.
 * @throws UserError for an entry that is incomplete
 */
export function readChanges(file: string): Change[] {
  return changesFrom(readTextFile("list of mutants", file), file);
}

/** As readChanges, from the text of the file. */
export function changesFrom(text: string, file: string): Change[] {
  const { mutants = [], harmless = [] } = objectIn("list of mutants", file, text);
  return [...checked(mutants, file, "mutants"), ...checked(harmless, file, "harmless")];
}

/** The text of a mutants.json. */
export function changesDocument(changes: Change[]): string {
  const mutants = changes.filter(({ task }) => task !== undefined);
  const harmless = changes.filter(({ task }) => task === undefined);
  return `${JSON.stringify({ mutants, harmless }, null, 2)}\n`;
}

const keys = { mutants: ["task", "says", "file", "find", "replace"], harmless: ["says", "file", "find", "replace"] };

function checked(list: unknown, file: string, kind: keyof typeof keys): Change[] {
  const fail = (problem: string) => new UserError(`In ${shown(file, 300)}: ${problem}.`, "Mend the file.");
  if (!Array.isArray(list)) throw fail(`"${kind}" is not a list`);
  return list.map((change: unknown, at) => {
    const missing = keys[kind].find((key) => !isObject(change) || typeof change[key] !== "string");
    if (missing !== undefined) throw fail(`entry ${at + 1} of "${kind}" has no ${missing}`);
    return change as Change;
  });
}
