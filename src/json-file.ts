// A JSON file that a person wrote and named: read as an object, or refused in a sentence.
import { readFileSync } from "node:fs";
import { Fault, codeOf } from "./user-error.ts";

/**
 * Reads the file.
 *
 * @param kind what the file is, for messages: "preset"
 * @throws Fault when it cannot be read, or holds anything but one JSON object
 */
export function readJsonFile(kind: string, file: string): Record<string, unknown> {
  const text = contentOf(kind, file);
  try {
    const value: unknown = JSON.parse(text);
    if (isObject(value)) return value;
  } catch (error) {
    throw wrongFile(kind, file, `is not JSON: ${(error instanceof Error ? error.message : "").replace(/\s+/g, " ")}`);
  }
  throw wrongFile(kind, file, "is not a JSON object", "Put it between { and }.");
}

/** Whether a value is an object as JSON knows it: between { and }. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The Fault that says what is wrong with which file. */
export function wrongFile(kind: string, file: string, problem: string, cure = ""): Fault {
  return new Fault(`The ${kind} ${JSON.stringify(file)} ${problem}.`, cure);
}

function contentOf(kind: string, file: string): string {
  try {
    return readFileSync(file, "utf8").replace(/^\uFEFF/, ""); // Windows editors begin a file with this mark.
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    throw wrongFile(kind, file, `cannot be read (${codeOf(error)})`, "Name a file that exists.");
  }
}
