// Ideas that extend others: data-only folders from fixtures become projects, and one without an app is refused.
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { openCatalog } from "../../src/catalog/catalog.ts";
import { standing, type WrittenIdea } from "../../src/catalog/ideas.ts";
import { shippedTemplates } from "../../src/ourselves.ts";
import { answersFor } from "../../src/project/answers.ts";
import { createProject } from "../../src/project/project.ts";
import { renderProject } from "../../src/render/render-project.ts";
import { brokenRules } from "../support/house-rules.ts";

/** Our templates with the ideas of tests/fixtures next to ours. */
const templates = mkdtempSync(join(tmpdir(), "backend-starter-templates-"));
for (const room of ["stacks", "databases", "licenses"]) symlinkSync(join(shippedTemplates, room), join(templates, room), "junction");
mkdirSync(join(templates, "ideas"));
for (const ideas of [join(shippedTemplates, "ideas"), join(import.meta.dirname, "../fixtures/ideas")]) cpSync(ideas, join(templates, "ideas"), { recursive: true });
afterAll(() => rmSync(templates, { recursive: true }));
const catalog = openCatalog(templates);

function draftOf(id: string) {
  const idea = catalog.ideas.get(id);
  if (idea === undefined) throw new Error(`${id} is not offered`);
  const answers = answersFor({ said: { folder: `my-${id}`, author: "Ann" }, idea, catalog });
  return renderProject({ project: createProject({ answers, created: "2026-11-22", catalog }), version: "0.0.0" });
}

test("an idea that extends another keeps all of its layers, resources, rows and topics, and adds its own", () => {
  const draft = draftOf("loans");
  expect([...draft.keys()]).toEqual(expect.arrayContaining(["src/app.ts", "src/authors/authors.routes.ts", "src/loans/loans.routes.ts", "docs/loans.md"]));
  expect(draft.get("seeds/loans.json")).toContain("2026-12-01");
  expect(draft.get("seeds/books.json")).toContain("Frankenstein");
  expect(catalog.ideas.get("loans")).toMatchObject({ layers: ["json-api", "api", "loans"], topics: ["rest-api", "library"], title: "Library API" });
});

test("an idea that extends the shared app has only its own resources", () => {
  const draft = draftOf("guest-book");
  expect([...draft.keys()].filter((path) => path.endsWith(".routes.ts")).sort()).toEqual(["src/auth/auth.routes.ts", "src/greetings/greetings.routes.ts"]);
});

test.each(["loans", "guest-book"])("a project of the idea %s keeps the house rules", (id) => {
  expect(brokenRules(draftOf(id))).toEqual([]);
});

test("an idea without an app is refused before a file is written", () => {
  expect(() => draftOf("adrift")).toThrow('The idea adrift brings no src/app.ts for Express. Add its templates to that stack, or name an idea that it stands on ("on").');
});

test("the shared app is not offered as an idea", () => {
  expect([...catalog.ideas.keys()]).not.toContain("json-api");
  expect([...catalog.abstractIdeas.keys()]).toEqual(["json-api"]);
});

test.each<[WrittenIdea[], string]>([
  [[{ id: "apple", on: "pears" }, { id: "pear" }], 'The idea apple extends "pears", which is not an idea. Did you mean pear?'],
  [[{ id: "a", on: "b" }, { id: "b", on: "a" }], "The idea b extends itself."],
  [[{ id: "a", on: "a" }], "The idea a extends itself."],
])("%j is refused", (ideas, sentence) => {
  expect(() => standing(new Map(ideas.map((idea) => [idea.id, idea])))).toThrow(sentence);
});
