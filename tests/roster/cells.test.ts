// Cells: how the rows of a CSV file are read, and what is said about a file that is none.
import { mkdirSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { mostBytes } from "../../src/json-file.ts";
import { readCells } from "../../src/roster/cells.ts";
import { temporary } from "../support/sandbox.ts";

function fileWith(content: string | Buffer): string {
  const file = join(temporary(), "roster.csv");
  writeFileSync(file, content);
  return file;
}

const cells = (content: string | Buffer) => readCells("roster", fileWith(content));
const says = (file: string, problem: string) => `The roster ${JSON.stringify(file)} ${problem}`;

test.each<[string, string, string[][]]>([
  ["commas", "a,b\n1,2\n", [["a", "b"], ["1", "2"]]],
  ["semicolons", "a;b;c,d\n1;2;3\n", [["a", "b", "c,d"], ["1", "2", "3"]]],
  ["tabs", "a\tb\n", [["a", "b"]]],
  ["nothing to separate", "name\nAnn\n", [["name"], ["Ann"]]],
  ["separators in quotes", '"a,b,c";d\n', [["a,b,c", "d"]]],
  ["rows of different lengths", "a,b\n1\n1,2,3\n", [["a", "b"], ["1"], ["1", "2", "3"]]],
  ["spaces around cells", " a , b \n", [["a", "b"]]],
  ["empty rows", "a,b\n\n,\n1,\n", [["a", "b"], [], [], ["1", ""]]],
  ["empty rows above the first", "\n\na;b\n", [[], [], ["a", "b"]]],
  ["a byte order mark", "\uFEFFa,b\n", [["a", "b"]]],
  ["old line ends", "a;b\r1,5;2\r", [["a", "b"], ["1,5", "2"]]],
  ["nothing", "", []],
])("reads a file with %s", (_, content, rows) => {
  expect(cells(content)).toEqual(rows);
});

test.each<[string, Buffer | string, string]>([
  ["UTF-16", Buffer.from("\uFEFFname\n", "utf16le"), 'is UTF-16. Save it as "CSV UTF-8".'],
  ["UTF-16 with the other order of bytes", Buffer.from("\uFEFFname\n", "utf16le").swap16(), 'is UTF-16. Save it as "CSV UTF-8".'],
  ["UTF-16 without a mark", Buffer.from("name\n", "utf16le"), 'is not text: it contains NUL, as UTF-16 does. Save it as "CSV UTF-8".'],
  ["Latin-1", Buffer.from("name\nAnn\nZoë\n", "latin1"), 'is not UTF-8 (line 3). Save it as "CSV UTF-8".'],
  ["an open quote", 'name\n"Ann\n', 'has a quote in the wrong place in line 2. Write a quote in a cell as "".'],
  ["a quote in a cell", 'name\nAnn "A" Lee\n', 'has a quote in the wrong place in line 2. Write a quote in a cell as "".'],
])("%s is refused", (_, content, problem) => {
  const file = fileWith(content);
  expect(() => readCells("roster", file)).toThrow(says(file, problem));
});

test("a folder, a missing file and a large one are refused", () => {
  const folder = temporary();
  mkdirSync(join(folder, "a"));
  writeFileSync(join(folder, "b"), "");
  truncateSync(join(folder, "b"), mostBytes + 1);
  const [a, b, c] = ["a", "b", "c"].map((name) => join(folder, name)) as [string, string, string];
  expect(() => readCells("roster", a)).toThrow(says(a, "is not a regular file. Name a CSV file."));
  expect(() => readCells("roster", b)).toThrow(says(b, "is larger than 5000000 bytes. Name a smaller one."));
  expect(() => readCells("roster", c)).toThrow(says(c, "cannot be read (ENOENT). Name a file that exists."));
});
