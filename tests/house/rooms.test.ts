// Rooms of src: each has its floor, imports run downwards without cycles, and each file opens with a comment.
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

/** All imports, including types, because a reader of a file has to follow those as well. */
const imports = files.flatMap(({ path, text }) =>
  [...text.matchAll(/(?:from|import\()\s*"(\.[^"]+)"/g)].map(([, to = ""]) => ({ from: path, to: join(dirname(path), to) })),
);

test("every file of src belongs to a floor", () => {
  expect(files.map(({ path }) => path).filter((path) => floorOf(path) === -1)).toEqual([]);
});

test("imports run downwards, and rooms on the same floor do not import each other", () => {
  const isWrong = ({ from, to }: { from: string; to: string }) => {
    const rooms = floors[floorOf(from)] ?? [];
    const isNextDoor = floorOf(to) === floorOf(from) && roomOf(to) !== roomOf(from) && !rooms.includes("terminal.ts") && !rooms.includes("draft.ts");
    return floorOf(to) < floorOf(from) || isNextDoor;
  };
  expect(imports.filter(isWrong)).toEqual([]);
});

test("imports have no cycles", () => {
  let left = imports;
  for (let before = Infinity; left.length < before; ) {
    before = left.length;
    const importing = new Set(left.map(({ from }) => from));
    left = left.filter(({ to }) => importing.has(to)); // A file without imports is in no cycle.
  }
  expect(left).toEqual([]);
});

test("no two files have the same name", () => {
  const seen = files.map(({ path }) => path.split("/").at(-1));
  expect(seen.filter((name, at) => seen.indexOf(name) !== at)).toEqual([]);
});

test.each(files)("$path opens with a comment, and has no empty catch", ({ text }) => {
  const first = text.replace(/^#!.*\n/, "").split("\n")[0];
  expect(first).toMatch(/^\/\/ \S.{20,}/);
  expect(/catch\s*(\([^)]*\))?\s*\{\s*\}/.exec(text)?.[0]).toBeUndefined();
});
