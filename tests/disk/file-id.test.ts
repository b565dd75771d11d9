// File id: whether files are unchanged since a moment, by each time that the system keeps.
import { chmodSync, linkSync, lstatSync, mkdirSync, renameSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { exists, onlyRenamedSince, untouchedSince } from "../../src/disk/file-id.ts";
import { pause } from "../../src/disk/pause.ts";
import { temporary } from "../support/sandbox.ts";

/** A folder with two files, and a moment after they were written. */
function written(): { folder: string; moment: bigint } {
  const folder = join(temporary(), "src");
  mkdirSync(join(folder, "deep"), { recursive: true });
  for (const name of ["app.ts", "deep/books.ts"]) writeFileSync(join(folder, name), "ours");
  pause(20); // The clock of a file system has steps of up to 10 ms.
  const clock = join(temporary(), "clock");
  writeFileSync(clock, "");
  const moment = lstatSync(clock, { bigint: true }).mtimeNs;
  pause(20);
  return { folder, moment };
}

test("a folder that nobody touched is untouched, and still after a rename only renamed", () => {
  const { folder, moment } = written();
  expect([untouchedSince(folder, moment), onlyRenamedSince(folder, moment)]).toEqual([true, true]);
  renameSync(folder, `${folder}-2`);
  expect(onlyRenamedSince(`${folder}-2`, moment)).toBe(true);
});

test.each<[string, (folder: string) => void]>([
  ["a file was written", (folder) => writeFileSync(join(folder, "app.ts"), "mine")],
  ["a file deep in it was written", (folder) => writeFileSync(join(folder, "deep/books.ts"), "mine")],
  ["a file was written and got an old time", (folder) => {
    writeFileSync(join(folder, "app.ts"), "mine");
    utimesSync(join(folder, "app.ts"), 1, 1);
  }],
  ["the rights of a file changed", (folder) => chmodSync(join(folder, "app.ts"), 0o600)],
  ["a file came", (folder) => writeFileSync(join(folder, "deep/new.ts"), "mine")],
  ["a file went", (folder) => rmSync(join(folder, "deep/books.ts"))],
])("a folder is touched if %s", (_, change) => {
  const { folder, moment } = written();
  change(folder);
  expect([untouchedSince(folder, moment), onlyRenamedSince(folder, moment)]).toEqual([false, false]);
});

test("a second link to a file changes nothing, but writing through it does", () => {
  const { folder, moment } = written();
  const other = join(folder, "../other.ts");
  linkSync(join(folder, "app.ts"), other);
  expect(untouchedSince(folder, moment)).toBe(true);
  writeFileSync(other, "mine");
  expect(untouchedSince(folder, moment)).toBe(false);
});

test("below a file there is nothing", () => {
  const { folder } = written();
  expect([exists(folder), exists(join(folder, "app.ts/x")), exists(join(folder, "gone"))]).toEqual([true, false, false]);
});
