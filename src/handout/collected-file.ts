// Collected file: collected.json, with the commit of each student that counts.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { writePrivate } from "../disk/private-files.ts";
import { isObject, readJsonFile } from "../json-file.ts";

export const collectedFile = "collected.json";

export interface Submission {
  key: string;
  /** Undefined until something was pushed. */
  commit: string | null;
  /** When GitHub received it, in ISO 8601. */
  pushed: string | null;
  /** Whole minutes after the student's own deadline. */
  late: number;
}

/** Writes collected.json, sorted by key. */
export function saveCollected(folder: string, due: Date | undefined, submissions: Submission[]): void {
  const sorted = submissions.toSorted((a, b) => (a.key < b.key ? -1 : 1));
  const document = { format: 1, deadline: due?.toISOString() ?? null, submissions: sorted };
  const text = `${JSON.stringify(document, null, 2)}\n`;
  writePrivate(folder, new Map([[collectedFile, text]]), [`/${collectedFile}`]);
}

/** What was collected before, by key. */
export function collectedBefore(folder: string): Map<string, Submission> {
  const file = join(folder, collectedFile);
  const { submissions } = existsSync(file) ? readJsonFile("list of submissions", file) : { submissions: [] };
  const list = Array.isArray(submissions) ? submissions.filter(isObject) : [];
  return new Map(list.map((each) => [String(each.key), each as unknown as Submission]));
}
