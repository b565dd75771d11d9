// Collected file: collected.json, with the commit of each student that counts.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { writePrivate } from "../disk/private-files.ts";
import { isObject, mostOwnBytes, readJsonFile, wrongFile } from "../json-file.ts";

export const collectedFile = "collected.json";

export interface Submission {
  key: string;
  /** Undefined until something was pushed. */
  commit: string | null;
  /** When GitHub received it, in ISO 8601. */
  pushed: string | null;
  /** Whole minutes after the student's own deadline. */
  late: number;
  /** Of someone who is not in the class, by submitted.csv. */
  name?: string;
}

/** Writes collected.json, sorted by key. */
export function saveCollected(folder: string, due: Date | undefined, submissions: Submission[]): void {
  const sorted = submissions.toSorted((a, b) => (a.key < b.key ? -1 : 1));
  const document = { format: 1, deadline: due?.toISOString() ?? null, submissions: sorted };
  const text = `${JSON.stringify(document, null, 2)}\n`;
  writePrivate(folder, new Map([[collectedFile, text]]), [`/${collectedFile}`]);
}

/**
 * What was collected before, by key; nothing if there is no file.
 * @throws UserError for a file that this program cannot have written
 */
export function collectedBefore(folder: string): Map<string, Submission> {
  const file = join(folder, collectedFile);
  if (!existsSync(file)) return new Map();
  const { format, submissions } = readJsonFile("list of submissions", file, mostOwnBytes);
  if (format !== 1 || !Array.isArray(submissions) || !submissions.every(isSubmission))
    throw wrongFile("list of submissions", file, "is not of format 1", "Move it away, and collect again.");
  return new Map(submissions.map((each) => [each.key, each]));
}

/** The deadline with which the class was collected, in ISO 8601; null for none, undefined if nothing was collected. */
export function collectedDeadline(folder: string): unknown {
  const file = join(folder, collectedFile);
  return existsSync(file) ? readJsonFile("list of submissions", file, mostOwnBytes).deadline : undefined;
}

function isSubmission(value: unknown): value is Submission {
  if (!isObject(value) || !["string", "undefined"].includes(typeof value.name)) return false;
  return typeof value.key === "string" && typeof value.late === "number";
}
