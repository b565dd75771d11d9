// Origins of refused texts: each error contains the value, its source and a fix.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openCatalog } from "../../src/catalog/catalog.ts";
import { parseCommand } from "../../src/cli/parse-command.ts";
import { takeOrder, type Order } from "../../src/commands/create/create-order.ts";
import { temporary } from "../support/sandbox.ts";

const catalog = openCatalog();
const long = "x".repeat(400);

/** The order of a command line without questions, for a new folder. */
async function order(args: string[], { folder = "my-app", preset }: { folder?: string; preset?: object } = {}): Promise<Order> {
  const place = temporary();
  const file = join(place, "team.json");
  if (preset !== undefined) writeFileSync(file, JSON.stringify(preset));
  const command = parseCommand([join(place, folder), "--yes", "--dry-run", ...args, ...(preset === undefined ? [] : ["--preset", file])], {});
  if (command.command !== "create") throw new Error("This is no create.");
  return takeOrder({ asked: { author: args.includes("--author") || preset !== undefined ? undefined : "Ann", ...Object.fromEntries(Object.entries(command.asked).filter(([, value]) => value !== undefined)) } as typeof command.asked, catalog, ask: undefined, during: (_, work) => work(), stop: new AbortController().signal });
}

test.each<[string[], string]>([
  [["--title", long], 'The title "xxxx'],
  [["--title", long], "…\" from --title is longer than 80 characters. Shorten it."],
  [["--title", "a\u202Eb"], 'The title "a\\u202Eb" from --title contains an invisible control character. Type it again without that character.'],
  [["--author", "a\u200Fb"], 'The author "a\\u200Fb" from --author contains an invisible control character.'],
  [["--license", "nonsense"], '"nonsense" from --license is not a license. Choose one of: '],
  [["--language", "python"], '"python" from --language is not a language.'],
  [["--owner", "a b"], '"a b" from --owner cannot be a GitHub user or organisation.'],
])("the flags %j are refused: %s", async (args, sentence) => {
  await expect(order(args)).rejects.toThrow(sentence);
});

test.each<[object, string]>([
  [{ title: long }, "longer than 80 characters. Give another with --title."],
  [{ author: "a\0b" }, 'team.json" contains an invisible control character. Give another with --author.'],
  [{ license: "nonsense" }, 'team.json" is not a license.'],
])("the preset %j is refused: %s", async (preset, sentence) => {
  await expect(order([], { preset: { author: "Ann", ...preset } })).rejects.toThrow(sentence);
});

test("an invalid flag that overrides a preset is reported as a flag", async () => {
  await expect(order(["--title", long], { preset: { author: "Ann", title: "fine" } })).rejects.toThrow("from --title is longer");
});

test("title and package name derived from a folder's name are always valid", async () => {
  expect((await order([], { folder: "my-blog" })).project).toMatchObject({ title: "My Blog", name: "my-blog" });
  expect((await order([], { folder: "anns blog" })).project).toMatchObject({ title: "Anns Blog", name: "anns-blog" });
  const { title, name, author } = (await order([], { folder: `${"long ".repeat(38)}name` })).project;
  expect([title.length <= 80, title.startsWith("Long Long"), name.length <= 100, author]).toEqual([true, true, true, "Ann"]);
});
