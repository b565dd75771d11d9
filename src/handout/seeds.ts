// Seeds: example rows of a student's own, added to the files that the stack or the instructor names.
import { existsSync } from "node:fs";
import { isObject, own, readJsonFile } from "../json-file.ts";
import { shown } from "../shown.ts";
import { UserError } from "../user-error.ts";

/** A seeds.json: rows with {words}, each drawn for every student from its list, and {mark}, which only one has. */
export interface Seeds {
  words: Record<string, string[]>;
  /** Rows that are added to the list in a JSON file. */
  rows: { file: string; row: Record<string, unknown> }[];
  /** Further files, with {words} in name and text. */
  files: { file: string; text: string }[];
}

/** A path without a folder that leads out or into Git's own. */
const path = /^(?!(?:.*\/)?\.)[\w.{}-]+(?:\/[\w.{}-]+)*$/;

/**
 * Reads a seeds.json; no rows if there is none.
 * @throws UserError for a row without a file, and a {word} without a list
 */
export function readSeeds(file: string | undefined): Seeds {
  if (file === undefined || !existsSync(file)) return { words: {}, rows: [], files: [] };
  const { words = {}, rows = [], files = [] } = readJsonFile("list of seeds", file);
  const seeds = { words, rows, files };
  if (!isSeeds(seeds))
    throw new UserError(`${shown(file, 400)} is no list of seeds.`, 'Write { "rows": [{ "file": ..., "row": {} }] }.');
  const used = JSON.stringify([rows, files]).match(/\{\w+\}/g) ?? [];
  const unknown = used.find((word) => word !== "{mark}" && own(seeds.words, word.slice(1, -1)) === undefined);
  if (unknown === undefined) return seeds;
  throw new UserError(`${shown(file, 400)} has no list of words for ${shown(unknown)}.`, "Add one to words.");
}

/**
 * The files of a student that get rows, and new ones: path -> text. If a file with rows is missing or holds no list any
 * more, nothing is added, because rows can belong together.
 * @param draw a text for a student: 64 hexadecimal digits, different for each name
 */
export function seededFiles(seeds: Seeds, files: Map<string, string>, draw: Draw): Map<string, string> {
  const changed = new Map<string, string>();
  for (const { file, row } of seeds.rows) {
    const added = withRow(changed.get(file) ?? files.get(file) ?? "", filled(row, seeds, draw));
    if (added === undefined) return new Map();
    changed.set(file, added);
  }
  for (const { file, text } of seeds.files)
    changed.set(String(filled(file, seeds, draw)), String(filled(text, seeds, draw)));
  return changed;
}

type Draw = (name: string) => string;

/** What only one student has. */
export function markOf(draw: Draw): string {
  return draw("mark").slice(0, 8);
}

function filled(value: unknown, seeds: Seeds, draw: Draw): unknown {
  if (Array.isArray(value)) return value.map((each) => filled(each, seeds, draw));
  if (isObject(value))
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, filled(each, seeds, draw)]));
  if (typeof value !== "string") return value;
  return value.replace(/\{(\w+)\}/g, (_, word: string) => wordOf(word, seeds, draw));
}

function wordOf(word: string, { words }: Seeds, draw: Draw): string {
  if (word === "mark") return markOf(draw);
  const list = own(words, word) ?? [];
  return list[parseInt(draw(word).slice(0, 8), 16) % list.length] ?? "";
}

/** The row as the last of the list, which keeps its layout; undefined for a text that is no list of JSON. */
function withRow(text: string, row: unknown): string | undefined {
  const list = listIn(text);
  if (list === undefined) return undefined;
  const end = text.lastIndexOf("]");
  const start = text.slice(0, end).trimEnd();
  const line = JSON.stringify(row, null, 1).replace(/\n */g, " ");
  return `${start}${list.length === 0 ? "" : ","}\n  ${line}\n${text.slice(end)}`;
}

function listIn(text: string): unknown[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : undefined;
  } catch {
    return undefined; // The instructor's own file, in another format by now.
  }
}

function isSeeds(value: Record<keyof Seeds, unknown>): value is Seeds {
  const { words, rows, files } = value;
  if (!isObject(words) || !Array.isArray(rows) || !Array.isArray(files)) return false;
  const isPath = (each: unknown) => isObject(each) && typeof each.file === "string" && path.test(each.file);
  const isList = (each: unknown) =>
    Array.isArray(each) && each.length > 0 && each.every((word) => typeof word === "string");
  return (
    Object.values(words).every(isList) &&
    rows.every(isPath) &&
    files.every(isPath) &&
    rows.every((each) => isObject((each as { row: unknown }).row)) &&
    files.every((each) => typeof (each as { text: unknown }).text === "string")
  );
}
