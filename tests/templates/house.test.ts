// The house rules of our own code, as CONTRIBUTING.md gives them.
import { readFileSync, readdirSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { openCatalog } from "../../src/catalog/catalog.ts";

const src = fileURLToPath(new URL("../../src", import.meta.url));
const files = readdirSync(src, { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".ts"))
  .map((path) => ({ path: path.split(sep).join("/"), text: readFileSync(join(src, path), "utf8") }));

/** From the roof to the ground. A room may use its own floor and those below. */
const floors = [
  ["bin.ts"], ["plop.ts"], ["commands"], ["cli"], ["doctor"], ["render", "github"], ["git", "disk"], ["project"], ["catalog"], ["system"],
  ["terminal.ts", "json-file.ts", "nearest.ts", "invocation.ts"], ["draft.ts", "user-error.ts", "ourselves.ts", "shell.ts", "shown.ts"],
];
const roomOf = (path: string) => path.split("/")[0] ?? "";
const floorOf = (path: string) => floors.findIndex((rooms) => rooms.includes(roomOf(path)));

const imports = files.flatMap(({ path, text }) =>
  [...text.matchAll(/(?:from|import\()\s*"(\.[^"]+)"/g)].map(([, to = ""]) => ({ from: path, to: relative(src, join(src, dirname(path), to)).split(sep).join("/") })),
);

test("every room has its floor", () => {
  expect(files.map(({ path }) => path).filter((path) => floorOf(path) === -1)).toEqual([]);
});

test("imports run downwards, and rooms of one floor do not know each other", () => {
  const wrong = imports.filter(({ from, to }) => floorOf(to) < floorOf(from) || (floorOf(to) === floorOf(from) && floors[floorOf(from)]?.includes("disk") === true && roomOf(to) !== roomOf(from)));
  expect(wrong).toEqual([]);
});

test("imports go round in no circle", () => {
  const leadsTo = (from: string, seen: string[]): string[][] =>
    imports.filter((arrow) => arrow.from === from).flatMap(({ to }) => (seen.includes(to) ? [[...seen, to]] : leadsTo(to, [...seen, to])));
  expect(leadsTo("bin.ts", ["bin.ts"])).toEqual([]);
});

test("no code knows the name of an idea, a stack or a database", () => {
  const catalog = openCatalog();
  const names = [...catalog.stacks.keys(), ...catalog.databases.keys()];
  for (const { path, text } of files) for (const name of names) expect(new RegExp(`.*${name}(?!ion).*`, "i").exec(text.replaceAll(/PostgreSQL|https:\/\/\S+/g, ""))?.[0], path).toBeUndefined();
});

test.each(files)("$path opens with a sentence, ends no process and writes nowhere unless it is its room's task", ({ path, text }) => {
  const first = text.replace(/^#!.*\n/, "").split("\n")[0];
  expect(first).toMatch(/^\/\/ \S.{20,}/);
  if (path !== "bin.ts") expect(text.includes("process.exit(")).toBe(false);
  if (roomOf(path) !== "disk" && path !== "system/scratch.ts") expect(/\b(writeFile|mkdir|rename|rm|unlink|mkdtemp|copyFile|cp)Sync\(/.exec(text)?.[0]).toBeUndefined();
  expect(/catch\s*(\([^)]*\))?\s*\{\s*\}/.exec(text)?.[0]).toBeUndefined();
});
