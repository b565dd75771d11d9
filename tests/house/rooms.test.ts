// The rooms of src: each has its floor, imports run downwards and in no circle, and a file opens with a sentence.
import { dirname, join } from "node:path/posix";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { sourceFiles } from "../support/source.ts";

const files = sourceFiles();
const script = fileURLToPath(new URL("../../scripts/draw-house.js", import.meta.url));
const { floors: drawn } = (await import(script)) as { floors: string[][] };

/** From the roof to the ground, as the picture has them. A room may use its own floor and those below. */
const floors = [
  ...drawn.slice(0, -1),
  ["terminal.ts", "json-file.ts", "nearest.ts", "invocation.ts"], ["draft.ts", "progress.ts", "user-error.ts", "ourselves.ts", "shell.ts", "shown.ts"],
];
const roomOf = (path: string) => path.split("/")[0] ?? "";
const floorOf = (path: string) => floors.findIndex((rooms) => rooms.includes(roomOf(path)));

/** Imports of types too: anyone who reads a file reads them as well. */
const imports = files.flatMap(({ path, text }) =>
  [...text.matchAll(/(?:from|import\()\s*"(\.[^"]+)"/g)].map(([, to = ""]) => ({ from: path, to: join(dirname(path), to) })),
);

test("every room has its floor", () => {
  expect(files.map(({ path }) => path).filter((path) => floorOf(path) === -1)).toEqual([]);
});

test("imports run downwards, and rooms of one floor do not know each other", () => {
  const isWrong = ({ from, to }: { from: string; to: string }) => {
    const rooms = floors[floorOf(from)] ?? [];
    const isNextDoor = floorOf(to) === floorOf(from) && roomOf(to) !== roomOf(from) && !rooms.includes("terminal.ts") && !rooms.includes("draft.ts");
    return floorOf(to) < floorOf(from) || isNextDoor;
  };
  expect(imports.filter(isWrong)).toEqual([]);
});

test("imports go round in no circle", () => {
  let left = imports;
  for (let before = Infinity; left.length < before; ) {
    before = left.length;
    const importing = new Set(left.map(({ from }) => from));
    left = left.filter(({ to }) => importing.has(to)); // A file without imports is in no circle.
  }
  expect(left).toEqual([]);
});

test("no two files have the same name", () => {
  const seen = files.map(({ path }) => path.split("/").at(-1));
  expect(seen.filter((name, at) => seen.indexOf(name) !== at)).toEqual([]);
});

test.each(files)("$path opens with a sentence, and swallows no error in silence", ({ text }) => {
  const first = text.replace(/^#!.*\n/, "").split("\n")[0];
  expect(first).toMatch(/^\/\/ \S.{20,}/);
  expect(/catch\s*(\([^)]*\))?\s*\{\s*\}/.exec(text)?.[0]).toBeUndefined();
});
