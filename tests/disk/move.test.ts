// Move: the order of the entries, and existing targets.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { inMovingOrder, move } from "../../src/disk/move.ts";
import { names, temporary } from "../support/sandbox.ts";

test("the order is: folders by name, files by name, .git", () => {
  const project = temporary();
  for (const name of ["views", ".git", "src", "docs"]) mkdirSync(join(project, name));
  for (const name of ["package.json", "README.md", ".env"]) writeFileSync(join(project, name), "");
  expect(inMovingOrder(project)).toEqual(["docs", "src", "views", ".env", "README.md", "package.json", ".git"]);
});

test("an existing target is refused, and both entries are kept", () => {
  const place = temporary();
  writeFileSync(join(place, "ours"), "ours");
  writeFileSync(join(place, "theirs"), "theirs");
  expect(() => move(join(place, "ours"), join(place, "theirs"))).toThrow(/theirs/);
  expect([names(place), readFileSync(join(place, "theirs"), "utf8")]).toEqual([["ours", "theirs"], "theirs"]);
  move(join(place, "ours"), join(place, "free"));
  expect(names(place)).toEqual(["free", "theirs"]);
});
