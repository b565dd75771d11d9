// Seeds of a class: which files of seeds are refused, and what becomes of a project whose rows cannot be extended.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readSeeds, seededFiles } from "../../src/handout/seeds.ts";
import { temporary } from "../support/sandbox.ts";

const seedsFile = new URL("../../templates/stacks/express/assignments/api/seeds.json", import.meta.url).pathname;

test("if a seeds file has no valid list, all rows are left out", () => {
  const seeds = readSeeds(seedsFile);
  const draw = () => "0".repeat(64);
  expect(seededFiles(seeds, new Map([["seeds/authors.json", "[]\n"], ["seeds/books.json", "[]\n"]]), draw).get("seeds/books.json")).toBe('[\n  { "title": "A short Winter in Lisbon", "isbn": "own-00000000", "authorId": "authors#1" }\n]\n');
  for (const text of ["{}", "not JSON", ""]) expect(seededFiles(seeds, new Map([["seeds/authors.json", "[]\n"], ["seeds/books.json", text]]), draw).size).toBe(0);
});

test.each<[object, string]>([
  [{ rows: [{ file: "../x.json", row: {} }] }, "is no list of seeds."],
  [{ rows: [{ file: ".git/config", row: {} }] }, "is no list of seeds."],
  [{ rows: [{ file: "a.json", row: {} }, { file: "../x.json", row: {} }] }, "is no list of seeds."],
  [{ rows: [{ file: "a.json", row: { name: "{name}" } }] }, 'has no list of words for "{name}".'],
  [{ rows: [{ file: "a.json", row: { name: "{constructor}" } }] }, 'has no list of words for "{constructor}".'],
  [{ words: { name: [] }, rows: [] }, "is no list of seeds."],
])("the seeds %j are refused", (seeds, says) => {
  const file = join(temporary(), "seeds.json");
  writeFileSync(file, JSON.stringify(seeds));
  expect(() => readSeeds(file)).toThrow(says);
});

const none = { words: {}, rows: [], files: [] };

test("without a seeds file there are no rows", () => {
  expect(readSeeds(undefined)).toEqual(none);
  expect(readSeeds(join(temporary(), "seeds.json"))).toEqual(none);
});

function fileOf(seeds: object): string {
  const file = join(temporary(), "seeds.json");
  writeFileSync(file, JSON.stringify(seeds));
  return file;
}

test("seeds are read with what they leave out", () => {
  expect(readSeeds(fileOf({}))).toEqual(none);
  const seeds = { words: { name: ["Ann"] }, rows: [{ file: "a/b-{name}.json", row: { a: "{name} {mark}" } }], files: [{ file: "{mark}.txt", text: "{name}" }] };
  expect(readSeeds(fileOf(seeds))).toEqual(seeds);
});

test.each<[string, object]>([
  ["words that are a list", { words: [] }],
  ["words that are one text", { words: { name: "Ann" } }],
  ["words that are numbers", { words: { name: ["Ann", 7] } }],
  ["rows that are no list", { rows: {} }],
  ["rows that are texts", { rows: ["a.json"] }],
  ["a row without a file", { rows: [{ row: {} }] }],
  ["a row that is a list", { rows: [{ file: "a.json", row: [] }] }],
  ["one row of two that is missing", { rows: [{ file: "a.json", row: {} }, { file: "a.json" }] }],
  ["files that are no list", { files: {} }],
  ["a file without a text", { files: [{ file: "a.txt" }] }],
  ["one file of two without a text", { files: [{ file: "a.txt", text: "" }, { file: "a.txt", text: 7 }] }],
  ["a file in a folder outside", { files: [{ file: "../a.txt", text: "" }] }],
  ["a hidden file", { files: [{ file: ".env", text: "" }] }],
  ["a file in a hidden folder", { files: [{ file: "a/.git/x", text: "" }] }],
  ["a path from the root", { files: [{ file: "/a.txt", text: "" }] }],
  ["a path with a space", { files: [{ file: "a b.txt", text: "" }] }],
  ["a path that ends in a slash", { files: [{ file: "a/", text: "" }] }],
])("seeds with %s are refused", (_, seeds) => {
  const file = fileOf(seeds);
  expect(() => readSeeds(file)).toThrow(`${JSON.stringify(file)} is no list of seeds. Write { "rows": [{ "file": ..., "row": {} }] }.`);
});

test("a word without a list is named, also in a file", () => {
  const file = fileOf({ words: { a: ["x"] }, files: [{ file: "{a}.txt", text: "{mark} {b}" }] });
  expect(() => readSeeds(file)).toThrow(`${JSON.stringify(file)} has no list of words for "{b}". Add one to words.`);
});

const draws: Record<string, string> = { name: `00000004${"f".repeat(56)}`, mark: `0123abcd${"f".repeat(56)}` };
const draw = (name: string) => draws[name] ?? "0".repeat(64);

test("words are drawn from their lists, at every depth of a row, and numbers stay", () => {
  const seeds = { words: { name: ["Ann", "Bo", "Cy"], other: ["x", "y"] }, rows: [{ file: "a.json", row: { a: "{name}, {other}", b: [{ c: "{mark}" }, 7, null, true], d: "{none}" } }], files: [{ file: "{name}/{mark}.txt", text: "Hello {name}" }] };
  const changed = seededFiles(seeds, new Map([["a.json", "[]"]]), draw);
  expect([...changed]).toEqual([
    ["a.json", '[\n  { "a": "Bo, x", "b": [ { "c": "0123abcd" }, 7, null, true ], "d": "" }\n]'],
    ["Bo/0123abcd.txt", "Hello Bo"],
  ]);
});

test("rows follow those that are there, and what follows the list stays", () => {
  const row = (id: number) => ({ file: "a.json", row: { id } });
  const seeds = { ...none, rows: [row(2), row(3)] };
  expect(seededFiles(seeds, new Map([["a.json", '[\n  { "id": 1 }\n]\n\n']]), draw).get("a.json")).toBe('[\n  { "id": 1 },\n  { "id": 2 },\n  { "id": 3 }\n]\n\n');
});

test("a row for a file that is missing leaves out all rows and files", () => {
  const seeds = { ...none, rows: [{ file: "a.json", row: {} }, { file: "b.json", row: {} }], files: [{ file: "c.txt", text: "" }] };
  expect([...seededFiles(seeds, new Map([["a.json", "[]"]]), draw)]).toEqual([]);
});
