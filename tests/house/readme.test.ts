// README: it names each idea, option, type and flag that exists, and no others.
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { flags } from "../../src/cli/flags.ts";
import { fieldTypes } from "../../src/catalog/field-types.ts";
import { openCatalog } from "../../src/catalog/catalog.ts";
import { answersWith } from "../../src/project/answer-table.ts";

const { ideas, stacks } = openCatalog();
const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");

/** The part between two texts, the second of which may be missing. */
function part(from: string, to: string): string {
  const [, after] = readme.split(from);
  if (after === undefined) throw new Error(`README does not contain: ${from}`);
  return after.split(to)[0] ?? "";
}

/** What a column of a table names in code. */
const named = (table: string) => [...table.matchAll(/`([^`]+)`/g)].map(([, word = ""]) => word);
const firstCells = (table: string) => table.split("\n").flatMap((line) => /^\| (.*?) \|/.exec(line)?.[1] ?? []).join(" ");

test("the flags are all that exist", () => {
  const table = part("## Flags", "Exit codes:");
  const inTable = [...table.matchAll(/`--(?:no-)?([a-z-]+)/g)].map(([, flag = ""]) => flag);
  const real = Object.keys(flags).filter((flag) => flag !== "help" && flag !== "version");
  expect([...new Set(inTable)].sort()).toEqual(real.sort());
});

test("--idea has a row with every idea", () => {
  expect(named(part("| `--idea <idea>` |", "\n"))).toEqual(expect.arrayContaining([...ideas.keys()]));
});

test("the table of ideas has every idea", () => {
  expect(named(firstCells(part("| Idea | What you get |", "\n\n"))).sort()).toEqual([...ideas.keys()].sort());
});

test("the table of types has every type", () => {
  const types = named(firstCells(part("| Type | Values |", "\n\n"))).map((each) => each.replace(/\(.*/, ""));
  expect([...new Set(types)].sort()).toEqual([...fieldTypes].sort());
});

test("the table of options has every option", () => {
  const options = [...stacks.values()].flatMap((stack) => [...stack.options.keys()]);
  expect(named(firstCells(part("| Option |", "\n\n"))).sort()).toEqual(options.sort());
});

test("the keys of a preset are those of the answers", () => {
  const keys = named(part("A preset contains the answers that a team has in common:", "."));
  expect(answersWith(({ receipt }) => receipt !== undefined).filter((key) => !keys.includes(key))).toEqual([]);
});
