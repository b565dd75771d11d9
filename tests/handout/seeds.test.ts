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
