// Shared rows: a student's own example rows are recognised in the work of others, and nothing else is.
import { expect, test } from "vitest";
import { drawn, secretOf } from "../../src/disk/folder-key.ts";
import { sharedRowsIn } from "../../src/handout/shared-rows.ts";
import { readSeeds, seededFiles } from "../../src/handout/seeds.ts";
import { classTextOf, writeIn } from "../support/marked-assignment.ts";
import { temporary } from "../support/sandbox.ts";

const keys = ["ann", "bo", "cy"];
const bytes = (files: Record<string, string>) => new Map(Object.entries(files).map(([path, text]) => [path, Buffer.from(text)]));

function handedOut(): { folder: string; secret: string; mark: (key: string) => string } {
  const folder = temporary();
  writeIn(folder, { "class.json": classTextOf(keys.map((key) => ({ key, members: [{ name: key }] }))) });
  const secret = secretOf(folder);
  return { folder, secret, mark: (key) => drawn(secret, key, "mark").slice(0, 8) };
}

test.each(["api", "blog"])("the example rows of each student of an assignment of the idea %s are recognised", (idea) => {
  const { folder, secret } = handedOut();
  const seeds = readSeeds(new URL(`../../templates/stacks/express/assignments/${idea}/seeds.json`, import.meta.url).pathname);
  const empty = new Map(seeds.rows.map(({ file }) => [file, "[]\n"]));
  const shared = sharedRowsIn(folder);
  for (const owner of keys) {
    const files = bytes(Object.fromEntries(seededFiles(seeds, empty, (name) => drawn(secret, owner, name))));
    expect(shared(owner, files)).toEqual([]);
    for (const other of keys.filter((key) => key !== owner)) expect(shared(other, files)).toEqual([owner]);
    expect(shared("dan", files)).toEqual([owner]);
  }
});

test("a mark counts in any file and in its name, but not as a part of another number", () => {
  const { folder, mark } = handedOut();
  const shared = sharedRowsIn(folder);
  expect(shared("cy", bytes({ "a.md": `Zoë's ${mark("bo")}\n${mark("bo")}`, [`own-${mark("ann")}.txt`]: "", "b.md": mark("cy") }))).toEqual(["ann", "bo"]);
  expect(shared("cy", bytes({ "a.md": `0${mark("ann")} ${mark("bo")}f ${mark("ann").slice(1)} ${mark("bo").slice(0, 4)}-${mark("bo").slice(4)}` }))).toEqual([]);
});

test("without a secret or a class nobody shares anything, and no secret is created", () => {
  const folder = temporary();
  const { mark } = handedOut();
  writeIn(folder, { "class.json": classTextOf([{ key: "ann", members: [{ name: "Ann" }] }]) });
  expect(sharedRowsIn(folder)("bo", bytes({ a: mark("ann") }))).toEqual([]);
  expect(sharedRowsIn(folder)("bo", bytes({ a: mark("ann") }))).toEqual([]);
  writeIn(folder, { secret: "not hexadecimal" });
  expect(() => sharedRowsIn(folder)).toThrow("does not hold 64 hexadecimal digits.");
});
