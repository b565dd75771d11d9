// Cells: the rows of a CSV file that a spreadsheet, a learning platform or a person has written.
import { readFileSync, statSync } from "node:fs";
import { CsvError, parse } from "csv-parse/sync";
import { mostBytes } from "../json-file.ts";
import { shown } from "../shown.ts";
import { UserError, codeOf } from "../user-error.ts";

const separators = [",", ";", "\t"];
const saveAs = 'Save it as "CSV UTF-8".';

/**
 * Reads a CSV file whose cells are separated by commas, semicolons or tabs. The first row is number 1, as in a
 * spreadsheet; empty rows are kept, as empty lists.
 * @param kind the name of the file in messages: "roster"
 * @throws UserError if it cannot be read, is not UTF-8, or has a quote that is not closed
 */
export function readCells(kind: string, file: string): string[][] {
  const text = decoded(kind, file, bytesOf(kind, file));
  try {
    const options = { delimiter: separatorOf(text), relax_column_count: true, trim: true };
    return parse(text, options).map((row) => (row.every((cell) => cell === "") ? [] : row));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const { lines } = error as CsvError & { lines?: number };
    throw wrong(kind, file, `has a quote in the wrong place in line ${lines ?? 1}`, 'Write a quote in a cell as "".');
  }
}

function bytesOf(kind: string, file: string): Buffer {
  try {
    const stats = statSync(file);
    if (!stats.isFile()) throw wrong(kind, file, "is not a regular file", "Name a CSV file.");
    if (stats.size > mostBytes) throw wrong(kind, file, `is larger than ${mostBytes} bytes`, "Name a smaller one.");
    return readFileSync(file);
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    throw wrong(kind, file, `cannot be read (${codeOf(error)})`, "Name a file that exists.");
  }
}

function decoded(kind: string, file: string, bytes: Buffer): string {
  if (["fffe", "feff"].includes(bytes.subarray(0, 2).toString("hex"))) throw wrong(kind, file, "is UTF-16", saveAs);
  if (bytes.includes(0)) throw wrong(kind, file, "is not text: it contains NUL, as UTF-16 does", saveAs);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes); // This leaves a byte order mark out.
  } catch {
    throw wrong(kind, file, `is not UTF-8 (line ${lineOfFault(bytes)})`, saveAs);
  }
}

function lineOfFault(bytes: Buffer): number {
  const lines = bytes.toString("utf8").split("\n"); // What is no UTF-8 becomes U+FFFD.
  return lines.findIndex((line) => line.includes("\uFFFD")) + 1;
}

/** What separates the cells of the first line that holds any. */
function separatorOf(text: string): string {
  const line = text.slice(0, 10_000).trimStart().split(/[\r\n]/, 1)[0] ?? "";
  const bare = line.replace(/"[^"]*"/g, "");
  const count = (separator: string) => bare.split(separator).length;
  return separators.toSorted((a, b) => count(b) - count(a))[0] ?? ",";
}

function wrong(kind: string, file: string, problem: string, fix: string): UserError {
  return new UserError(`The ${kind} ${shown(file, 300)} ${problem}.`, fix);
}
