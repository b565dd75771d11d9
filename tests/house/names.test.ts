// Names in src: no code contains the name of an idea, a stack or a database, which only the template folders define.
import { expect, test } from "vitest";
import { openCatalog } from "../../src/catalog/catalog.ts";
import { sourceFiles, wordsOf, type SourceFile } from "../support/source.ts";

const files = sourceFiles();
const { ideas, abstractIdeas, stacks, databases } = openCatalog();
const names = new Set([...ideas.keys(), ...abstractIdeas.keys(), ...stacks.keys(), ...databases.keys()]);

/** Files in which a word has another meaning than the name of an idea. */
const otherMeanings: Record<string, string[]> = {
  "github/host.ts": ["api"], // GitHub's REST API.
  "github/client.ts": ["api"], // The same.
  "project/package-name.ts": ["api"], // An abbreviation that is in capitals in titles.
  "project/resource/access.ts": ["todo"], // A common name of a resource.
  "project/resource/reserved-names.ts": ["api"], // The path of the API of a generated app.
};

function known({ path, text }: SourceFile): string[] {
  const other = otherMeanings[path] ?? [];
  return wordsOf({ path, text }).filter(({ word }) => names.has(word) && !other.includes(word)).map(({ word, line }) => `${path}:${line} ${word}`);
}

test.each(files)("$path contains no name of an idea, a stack or a database", (file) => {
  expect(known(file), "Give the new thing another id, or reword the example that contains it.").toEqual([]);
});

test("no comment contains the name of a stack or a database", () => {
  const name = new RegExp(`.*\\b(${[...stacks.keys(), ...databases.keys()].join("|")})\\b.*`, "i");
  expect(files.flatMap(({ path, text }) => name.exec(text)?.[0].replace(/^/, `${path}: `) ?? [])).toEqual([]);
});

test("every exception is needed", () => {
  const idle = Object.entries(otherMeanings).flatMap(([path, words]) => {
    const file = files.find((each) => each.path === path);
    return words.filter((word) => file === undefined || !wordsOf(file).some((each) => each.word === word)).map((word) => `${path} ${word}`);
  });
  expect(idle).toEqual([]);
});

test.each([
  'if (idea.id === "blog") return;',
  "const isBlog = true;",
  "function blogOf() {}",
  'const folders = { "json-api": 1 };',
  "const path = `stacks/express/${name}`;",
  "const pattern = /^postgres:/;",
  "const EXPRESS_PORT = 1;",
])("the rule finds: %s", (line) => {
  expect(known({ path: "render/layers.ts", text: line })).not.toEqual([]);
});
