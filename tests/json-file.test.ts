// JSON files: the limits of what is parsed, and the message for each file that is refused.
import { mkdirSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { isObject, mostBytes, NotJson, objectIn, own, parseJson, readJsonFile, readTextFile, wrongFile } from "../src/json-file.ts";
import { temporary } from "./support/sandbox.ts";

function fileWith(text: string): string {
  const file = join(temporary(), "preset.json");
  writeFileSync(file, text);
  return file;
}

const says = (file: string, problem: string) => `The preset ${JSON.stringify(file)} ${problem}`;
const nested = (levels: number) => "[".repeat(levels) + "]".repeat(levels);

test("values are parsed as they are", () => {
  expect(parseJson('\uFEFF{"a":"\uFEFF"}')).toEqual({ a: "\uFEFF" });
  expect(() => parseJson('\uFEFF\uFEFF{}')).toThrow("is not JSON");
  expect(parseJson(' {"a":[1,"x",null]} ')).toEqual({ a: [1, "x", null] });
});

test.each<[string, string, string]>([
  ["nothing", "", "is not JSON: Unexpected end of JSON input"],
  ["half an object", '{"a":1', "is not JSON: Expected ',' or '}' after property value in JSON at position 6"],
  ["51 levels", nested(51), "is nested more than 50 levels deep"],
  ["51 levels of objects", '{"a":'.repeat(51), "is nested more than 50 levels deep"],
])("%s is refused", (_, text, problem) => {
  const error = (() => {
    try {
      return parseJson(text);
    } catch (reason) {
      return reason;
    }
  })();
  expect(error).toBeInstanceOf(NotJson);
  expect((error as Error).message.startsWith(problem)).toBe(true);
});

test("the reason never quotes the text", () => {
  for (const text of ["secret", "{secret}", '["secret" x]']) expect(() => parseJson(text)).toThrow(/^is not JSON: (?!.*(secret|"))/);
});

test("50 levels are parsed, and brackets in texts do not count", () => {
  expect(() => parseJson(nested(50))).not.toThrow();
  const text = JSON.stringify(["[".repeat(60), '\\"[{'.repeat(60), "\\"]);
  expect(parseJson(text)).toEqual(JSON.parse(text));
  expect(() => parseJson(`[${"[],{},".repeat(60)}[]]`.replaceAll("{}", '{"a":[]}'))).not.toThrow();
});

test("a text that is too long is not even looked through", () => {
  expect(() => parseJson(" ".repeat(mostBytes + 1))).toThrow("is longer than 5000000 bytes");
});

test.each(["[]", "1", "null", '"x"'])("a file with %s holds no object", (text) => {
  const file = fileWith(text);
  expect(() => readJsonFile("preset", file)).toThrow(says(file, "is not a JSON object. Put it between { and }."));
});

test("the object of a file is read, also behind a byte order mark", () => {
  expect(readJsonFile("preset", fileWith('\uFEFF{"a":1}'))).toEqual({ a: 1 });
  expect(objectIn("preset", "x.json", '{"b":2}')).toEqual({ b: 2 });
});

test("a file that is not JSON is refused with the reason", () => {
  const file = fileWith("");
  expect(() => readJsonFile("preset", file)).toThrow(says(file, "is not JSON: Unexpected end of JSON input."));
});

test("a folder, a missing file and a large one are refused", () => {
  const folder = temporary();
  mkdirSync(join(folder, "a"));
  writeFileSync(join(folder, "b"), "");
  truncateSync(join(folder, "b"), mostBytes + 1);
  writeFileSync(join(folder, "d"), "");
  truncateSync(join(folder, "d"), mostBytes);
  const [a, b, c, d] = ["a", "b", "c", "d"].map((name) => join(folder, name)) as [string, string, string, string];
  expect(() => readTextFile("preset", a)).toThrow(says(a, "is not a regular file. Name a file that holds JSON."));
  expect(() => readTextFile("preset", b)).toThrow(says(b, "is larger than 5000000 bytes."));
  expect(() => readTextFile("preset", c)).toThrow(says(c, "cannot be read (ENOENT). Name a file that exists."));
  expect(readTextFile("preset", d)).toHaveLength(mostBytes);
});

test("only a mark at the beginning is left out of a text", () => {
  expect(readTextFile("preset", fileWith("\uFEFFa\uFEFFb"))).toBe("a\uFEFFb");
});

test.each<[unknown, boolean]>([[{}, true], [{ a: 1 }, true], [[], false], [null, false], ["x", false], [undefined, false]])("%j is an object: %s", (value, is) => {
  expect(isObject(value)).toBe(is);
});

test("an inherited name is no entry", () => {
  expect([own({ a: 1 }, "a"), own<unknown>({ a: 1 }, "constructor"), own({ a: 1 }, "b")]).toEqual([1, undefined, undefined]);
});

test("a problem without a fix is one sentence", () => {
  expect(wrongFile("preset", "x", "is empty").message).toBe('The preset "x" is empty.');
  expect(wrongFile("preset", "x", "is empty", "Fill it.").message).toBe('The preset "x" is empty. Fill it.');
});
