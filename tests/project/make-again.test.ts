// Repeating command: the flags with which a project is created again.
import { expect, test } from "vitest";
import { openCatalog } from "../../src/catalog/catalog.ts";
import { answerRows, flagOf, type AnswerKey } from "../../src/project/answer-table.ts";
import { answersFor } from "../../src/project/answers.ts";
import { commandToRepeat, wordsFor } from "../../src/project/make-again.ts";
import { createProject } from "../../src/project/project.ts";
import type { Said } from "../../src/project/said.ts";

const catalog = openCatalog();
const [idea] = [...catalog.ideas.values()].filter(({ namesResources }) => namesResources);
if (idea === undefined) throw new Error("There is no idea whose resources users can name.");

/** The words behind those that name the starter. */
function repeated(said: Partial<Said>): string {
  if (idea === undefined) throw new Error("The catalog is empty.");
  const answers = answersFor({ said: { folder: "my-api", author: "Ann", ...said }, idea, catalog });
  return commandToRepeat(createProject({ answers, created: "2026-11-27", catalog })).replace(/^npm create \S+ my-api -- /, "");
}

test("a project with the defaults is repeated by its idea and author", () => {
  expect(repeated({})).toBe(`--idea ${idea.id} --author Ann --yes`);
});

/** Another answer than the default for each row that the command repeats. */
const others: Record<string, string> = { language: "js", title: "My Shop", description: "-dashes", license: "none", owner: "ann" };

test("this test has another answer for each repeated row of which there are several", () => {
  const rows = answerRows.filter(([key, { repeated }]) => repeated !== undefined && (key !== "stack" || catalog.stacks.size > 1));
  expect(rows.map(([key]) => key as string)).toEqual(Object.keys(others));
});

test.each(Object.entries(others))("the command repeats another %s: %s", (key, answer) => {
  const flag = `--${flagOf(key as AnswerKey)}`;
  const words = answer.startsWith("-") ? `${flag}=${answer}` : `${flag} ${answer.includes(" ") ? `"${answer}"` : answer}`;
  expect(repeated({ [key]: answer })).toBe(`--idea ${idea.id} ${words} --author Ann --yes`);
});

test("options that were added or left out are repeated, and so are named resources", () => {
  const options = [...(catalog.stacks.values().next().value?.options.values() ?? [])];
  const [more, fewer] = [options.find((option) => !option.default)?.id ?? "", options.find((option) => option.default)?.id ?? ""];
  expect(repeated({ with: [more], without: [fewer], resources: ["pen ink:string"] })).toBe(`--idea ${idea.id} --author Ann --resource "pen ink:string" --with ${more} --without ${fewer} --yes`);
});

test.each([
  ["text", "a b", ["--word", "a b"]], ["text", "-a", ["--word=-a"]], ["list", ["a", "b"], ["--word", "a,b"]],
  ["texts", ["a", "-b"], ["--word", "a", "--word=-b"]], ["texts", [], []], ["either", true, ["--word"]], ["either", false, ["--no-word"]],
] as const)("an answer of the kind %s, %j, becomes %j", (kind, answer, words) => {
  expect(wordsFor("word", kind, answer)).toEqual(words);
});

test("a flag has the name of its answer, or one of its own", () => {
  expect([flagOf("title"), flagOf("resources")]).toEqual(["title", "resource"]);
});
