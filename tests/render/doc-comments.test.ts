// What becomes of types in a language that has none: comments, where they teach.
import { describe, expect, test } from "vitest";
import { documented } from "../../src/render/doc-comments.ts";

/** Some lines of a file, below what opens it. */
const told = (source: string) => documented(`// A file.\n\n${source}`).replace("// A file.\n\n", "");

describe("A function tells what it takes and gives", () => {
  test.each([
    ["export function f(user: User, more?: string): Post | undefined {", ["@param {User} user", "@param {string} [more]", "@returns {Post | undefined}"]],
    ["export async function f(id: number, db: Queryable = database): Promise<void> {", ["@param {number} id", "@param {Queryable} [db]"]],
    ["export function f({ a, b: { c } }: PageQuery, { d }: { d: number; e: string } = {}): void {", ["@param {PageQuery} pageQuery", "@param {{ d: number; e: string }} [options]"]],
    ["export function f<Row, Fields extends z.ZodRawShape>(row: Row, fields: Fields, text: string) {", ["@template Row", "@template {z.ZodRawShape} Fields", "@param {Row} row", "@param {Fields} fields", "@param {string} text"]],
    ["export function f(work: (tx: Queryable) => Promise<void>, ...names: string[]): Handler {", ["@param {(tx: Queryable) => Promise<void>} work", "@param {...string} names", "@returns {Handler}"]],
    ["export function f(user: User, name = \"Somebody\", tries = 3) {", ["@param {User} user", "@param {string} [name]", "@param {number} [tries]"]],
    ["export function stop(reason: string): never {", ["@param {string} reason", "@returns {never}"]],
    ["  constructor(status: number, details: Details = {}) {", ["@param {number} status", "@param {Details} [details]"]],
  ])("%s", (line, tags) => {
    const indent = line.startsWith(" ") ? "  " : "";
    expect(told(line)).toBe([`${indent}/**`, ...tags.map((tag) => `${indent} * ${tag}`), `${indent} */`, line].join("\n"));
  });

  test("together with what stood above it", () => {
    const block = "/**\n * Finds it.\n *\n * @param {Id} id\n */\n";
    expect(told("/** Finds it. */\nexport function f(id: Id): void {")).toBe(`${block}export function f(id: Id): void {`);
    expect(told("// Finds it.\nexport function f(id: Id): void {")).toBe(`${block}export function f(id: Id): void {`);
    expect(told("/**\n * Finds\n * it.\n */\nexport function f(id: Id): void {")).toContain(" * Finds\n * it.\n *\n * @param");
  });

  test.each([
    "/** Counts. */\nexport async function f(path: string, most: number): Promise<number> {",
    "function f(row: Row): Row {",
    "export function f(\n  row: Row,\n): Row {",
    "const text = `\ninterface`;",
  ])("but not where its names say it, where only the file knows it, or where one line does not: %j", (source) => {
    expect(told(source)).toBe(source);
  });
});

describe("A type tells what it consists of", () => {
  test("member by member, with their comments", () => {
    const source = "/** A row. */\nexport interface Row {\n  id: number;\n  /** null for a draft */\n  day: string | null;\n  tags?: string[];\n  find<T>(id: number): Promise<T>;\n}\n";
    const tags = ["@typedef {object} Row", "@property {number} id", "@property {string | null} day - null for a draft", "@property {string[]} [tags]", "@property {<T>(id: number) => Promise<T>} find"];
    expect(told(source)).toBe(["/**", " * A row.", " *", ...tags.map((tag) => ` * ${tag}`), " */", ""].join("\n"));
  });

  test("with what it extends", () => {
    expect(told("export interface A {\n  a: 1;\n}\n\nexport interface B extends A {\n  b: 2;\n}\n")).toContain(" * @typedef {object} B\n * @property {1} a\n * @property {2} b\n");
    expect(told('export interface C extends Pick<A, "a"> {\n  c: 3;\n}\n')).toBe('/** @typedef {Pick<A, "a"> & { c: 3 }} C */\n');
  });

  test("also one that is passed on or has one line, each for itself", () => {
    expect(told("export type A = B;\nexport type C = z.infer<typeof c>;\n")).toBe("/** @typedef {B} A */\n/** @typedef {z.infer<typeof c>} C */\n");
    expect(told('export type { A } from "./a.js";\n')).toBe('/** @typedef {import("./a.js").A} A */\n');
    expect(told("export const handler: RequestHandler = (req) => {")).toBe("/** @type {RequestHandler} */\nexport const handler: RequestHandler = (req) => {");
  });

  test("but one of the file's own only where another comment names it", () => {
    const own = "interface Deep {\n  a: 1;\n}\n\ntype List = Deep[];\n\n";
    expect(told(`${own}function f(list: List) {`)).toBe(`${own}function f(list: List) {`);
    expect(told(`${own}export function f(list: List) {`)).toBe("/**\n * @typedef {object} Deep\n * @property {1} a\n */\n\n/** @typedef {Deep[]} List */\n\n/** @param {List} list */\nexport function f(list: List) {");
  });
});

test("Types of other files are brought in below the words that open a file, and only those that are named", () => {
  const imports = 'import type { A, B } from "./a.js";\nimport c, { d, type E } from "c";\n';
  const code = "\nexport function f(b: B, e: E) {";
  expect(documented(`// One.\n// Two.\n${imports}${code}`)).toBe(`// One.\n// Two.\n/** @import { B } from "./a.js" */\n/** @import { E } from "c" */\n${imports}\n/**\n * @param {B} b\n * @param {E} e\n */\nexport function f(b: B, e: E) {`);
});
