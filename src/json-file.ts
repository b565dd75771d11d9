// JSON: parses untrusted text within limits, and reads files that hold one JSON object.
import { readFileSync, statSync } from "node:fs";
import { UserError, codeOf } from "./user-error.ts";
import { shown, unquoted } from "./shown.ts";

/** The largest file that is read, in bytes. A receipt with 20 resources of 100 rows each is far smaller. */
export const mostBytes = 5_000_000;
/** The same for files that this program wrote itself, about a class of any size. */
export const mostOwnBytes = 200_000_000;
/** The deepest nesting. `JSON.stringify` and PostgreSQL recurse, and overflow at a few thousand levels. */
const deepest = 50;
/** Some Windows editors write it in front of a text. */
const byteOrderMark = /^\uFEFF/;

/** A text that is not JSON, or not JSON that we accept. The message continues the subject: "is not JSON: ...". */
export class NotJson extends Error {}

/**
 * Parses untrusted JSON, also behind a byte order mark.
 * @throws NotJson whose message continues a subject: "is not JSON: Unexpected end of JSON input"
 */
export function parseJson(text: string, most = mostBytes): unknown {
  if (text.length > most) throw new NotJson(`is longer than ${most} bytes`);
  if (depthOf(text) > deepest) throw new NotJson(`is nested more than ${deepest} levels deep`);
  try {
    return JSON.parse(text.replace(byteOrderMark, ""));
  } catch (error) {
    const [reason = ""] = (error instanceof Error ? error.message : "").split(/[\n"]/, 1); // The rest quotes the text.
    throw new NotJson(`is not JSON: ${unquoted(reason).replace(/, $/, "")}`);
  }
}

/** Counts brackets outside strings, so that deep nesting is refused before anything recurses. */
function depthOf(text: string): number {
  let [depth, most, quoted] = [0, 0, false];
  for (let at = 0; at < text.length; at += 1) {
    const letter = text[at];
    if (letter === '"') quoted = !quoted;
    else if (quoted && letter === "\\") at += 1;
    else if (!quoted && (letter === "[" || letter === "{")) most = Math.max(most, (depth += 1));
    else if (!quoted && (letter === "]" || letter === "}")) depth -= 1;
  }
  return most;
}

/**
 * Reads a JSON file that a user named.
 * @param kind the name of the file in messages: "preset"
 * @param most how many bytes are read
 * @throws UserError if it cannot be read, or holds anything but one JSON object
 */
export function readJsonFile(kind: string, file: string, most = mostBytes): Record<string, unknown> {
  return objectIn(kind, file, readTextFile(kind, file, most), most);
}

/**
 * The object in the text of a file, as readJsonFile.
 * @throws UserError for anything but one JSON object
 */
export function objectIn(kind: string, file: string, text: string, most = mostBytes): Record<string, unknown> {
  const value = parsed(kind, file, text, most);
  if (isObject(value)) return value;
  throw wrongFile(kind, file, "is not a JSON object", "Put it between { and }.");
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The object's own entry. A user's key may be one that every object inherits: "constructor". */
export function own<T>(object: Record<string, T>, key: string): T | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

export function wrongFile(kind: string, file: string, problem: string, fix = ""): UserError {
  return new UserError(`The ${kind} ${shown(file, 300)} ${problem}.`, fix);
}

/**
 * Reads a text file that a user named, without a byte order mark.
 * @throws UserError if it is missing, too large, or not a regular file: reading a pipe or a device could wait forever
 */
export function readTextFile(kind: string, file: string, most = mostBytes): string {
  try {
    const stats = statSync(file);
    if (!stats.isFile()) throw wrongFile(kind, file, "is not a regular file", "Name a file that holds JSON.");
    if (stats.size > most) throw wrongFile(kind, file, `is larger than ${most} bytes`);
    return readFileSync(file, "utf8").replace(byteOrderMark, "");
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    throw wrongFile(kind, file, `cannot be read (${codeOf(error)})`, "Name a file that exists.");
  }
}

function parsed(kind: string, file: string, text: string, most: number): unknown {
  try {
    return parseJson(text, most);
  } catch (error) {
    throw error instanceof NotJson ? wrongFile(kind, file, error.message) : error;
  }
}
