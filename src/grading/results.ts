// Results: results.json, with the status, the points and the failures of each submission that was graded.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { writePrivate } from "../disk/private-files.ts";
import { isObject, mostOwnBytes, readJsonFile, wrongFile } from "../json-file.ts";
import { onOneLine } from "../shown.ts";
import { keyPattern } from "../roster/keys.ts";
import { states, type TaskResult, type TaskState } from "./score.ts";

export const statuses = [
  "graded",
  "crashed",
  "hung",
  "did not start",
  "changed its packages",
  "too large",
  "out of memory",
] as const;
export type Status = (typeof statuses)[number];

export interface Result {
  key: string;
  /** What was graded: the commit, or the hash of the files. */
  of: string;
  /** The hash of the checks with which it was graded. */
  contract: string;
  status: Status;
  /** For the student. */
  sentence: string;
  sandboxed: boolean;
  points: number;
  tasks: TaskResult[];
  /** The keys of other students whose own example rows are in it; for the instructor. */
  shared?: string[];
}

export interface Results {
  format: 1;
  /** The hash of the checks of the last run. */
  contract: string;
  results: Result[];
}

export const resultsFile = "results.json";

/**
 * Reads the results of an assignment; undefined if nothing was graded yet.
 * @throws UserError for a file that this program cannot have written
 */
export function readResults(folder: string): Results | undefined {
  const file = join(folder, resultsFile);
  if (!existsSync(file)) return undefined;
  const { format, contract, results } = readJsonFile("results", file, mostOwnBytes);
  if (format === 1 && typeof contract === "string" && Array.isArray(results) && results.every(isResult))
    return { format, contract, results };
  throw wrongFile("results", file, "are not of format 1", "Move the file away, and grade again.");
}

/** The file may have come with somebody else's folder: a key becomes the name of a page, and a sentence is printed. */
function isResult(value: unknown): value is Result {
  if (!isObject(value) || !statuses.includes(value.status as Status) || !Array.isArray(value.tasks)) return false;
  const { key, of, contract, sentence, points, sandboxed, tasks, shared = [] } = value;
  if (!isKey(key) || !Array.isArray(shared) || !shared.every(isKey)) return false;
  if (![of, contract, sentence].every(isText) || onOneLine(String(sentence)) !== sentence) return false;
  return typeof points === "number" && typeof sandboxed === "boolean" && tasks.every(isTaskResult);
}

function isTaskResult(value: unknown): boolean {
  if (!isObject(value) || typeof value.id !== "string" || !Array.isArray(value.failures)) return false;
  const isFailure = (each: unknown) => isObject(each) && [each.check, each.reason].every(isText);
  if (!value.failures.every(isFailure) || !states.includes(value.state as TaskState)) return false;
  return [value.points, value.of].every((each) => typeof each === "number");
}

function isKey(value: unknown): boolean {
  return typeof value === "string" && value.length <= 100 && keyPattern.test(value);
}

function isText(value: unknown): boolean {
  return typeof value === "string";
}

/**
 * Writes the results, sorted by key.
 * @throws UserError if the disk refuses, or for more than can be read again
 */
export function writeResults(folder: string, { contract, results }: Omit<Results, "format">): void {
  const sorted = [...results].sort((a, b) => (a.key < b.key ? -1 : 1));
  const text = `${JSON.stringify({ format: 1, contract, results: sorted }, null, 2)}\n`;
  if (Buffer.byteLength(text) > mostOwnBytes)
    throw wrongFile("results", join(folder, resultsFile), `would be larger than ${mostOwnBytes} bytes`);
  writePrivate(folder, new Map([[resultsFile, text]]), [`/${resultsFile}`, "/reports/"]);
}

/** A submission that was graded before, with another result. */
export interface Change {
  key: string;
  from: Result;
  to: Result;
}

/** All rows, of which the later ones take the place of others with their key. */
export function merged(before: Result[], after: Result[]): Result[] {
  const rows = new Map([...before, ...after].map((result) => [result.key, result]));
  return [...rows.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** The submissions whose points or status a later grading changes. */
export function changesBetween(old: Result[], graded: Result[]): Change[] {
  return graded.flatMap((to) => {
    const from = old.find(({ key }) => key === to.key);
    const same = from === undefined || (from.points === to.points && from.status === to.status);
    return same ? [] : [{ key: to.key, from, to }];
  });
}
