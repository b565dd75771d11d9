// Catalog: what is offered by the folders of templates, in which order, and what an idea inherits.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { openCatalog } from "../../src/catalog/catalog.ts";
import { formatResource, parseResource } from "../../src/project/resource/parse-resource.ts";
import { onTop, standing, type WrittenIdea } from "../../src/catalog/ideas.ts";
import { temporary } from "../support/sandbox.ts";

/** Templates with these files: path -> text or what is written as JSON. */
function templates(files: Record<string, unknown>): string {
  const folder = temporary();
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), typeof content === "string" ? content : JSON.stringify(content));
  }
  return folder;
}

const usual = {
  "ideas/blog/idea.json": { title: "Blog", place: 2, on: "web" },
  "ideas/api/idea.json": { title: "API", place: 1 },
  "ideas/web/idea.json": { title: "Web", place: 0, abstract: true, pages: true },
  "ideas/draft/notes.txt": "Later.",
  "stacks/slow/stack.json": { title: "Slow", place: 2 },
  "stacks/fast/stack.json": { title: "Fast", place: 1 },
  "stacks/fast/options/docker/option.json": { title: "Docker" },
  "stacks/fast/options/ci/option.json": { title: "CI" },
  "stacks/fast/options/ci/files/a.txt": "a",
  "stacks/fast/options/later/files/a.txt": "a",
  "stacks/fast/databases/sql/a.txt": "a",
  "stacks/fast/databases/unknown/a.txt": "a",
  "databases/other/database.json": { title: "Other", place: 1 },
  "databases/sql/database.json": { title: "SQL", place: 2 },
  "licenses/ISC": "ISC",
  "licenses/MIT": "MIT",
  "licenses/Apache-2.0": "Apache",
};

test("ideas are in their places, without those that only others extend", () => {
  const { ideas, abstractIdeas, folder } = openCatalog(templates(usual));
  expect([...ideas.keys()]).toEqual(["api", "blog"]);
  expect([...abstractIdeas.keys()]).toEqual(["web"]);
  expect(ideas.get("blog")).toMatchObject({ id: "blog", title: "Blog", pages: true, abstract: false, layers: ["web", "blog"] });
  expect(folder).toMatch(/^\//);
});

test("stacks are in their places, with their options by name and the databases that they serve", () => {
  const { stacks, databases } = openCatalog(templates(usual));
  expect([...stacks.keys()]).toEqual(["fast", "slow"]);
  const fast = stacks.get("fast");
  expect([...(fast?.options ?? [])]).toEqual([["ci", { id: "ci", title: "CI" }], ["docker", { id: "docker", title: "Docker" }]]);
  expect(fast?.databases).toEqual(["sql"]);
  expect([stacks.get("slow")?.options.size, stacks.get("slow")?.databases]).toEqual([0, []]);
  expect([...databases]).toEqual([["other", { id: "other", title: "Other", place: 1 }], ["sql", { id: "sql", title: "SQL", place: 2 }]]);
});

test("MIT is the first licence, and none is the last", () => {
  expect(openCatalog(templates(usual)).licenses).toEqual(["MIT", "Apache-2.0", "ISC", "none"]);
  expect(openCatalog(templates({ "licenses/B": "", "licenses/A": "" })).licenses).toEqual(["A", "B", "none"]);
});

const written = (...ideas: WrittenIdea[]) => new Map(ideas.map((idea) => [idea.id, idea]));

test("an idea that says nothing has empty texts and lists, and the last place", () => {
  expect(standing(written({ id: "a" })).get("a")).toEqual({
    id: "a", abstract: false, layers: ["a"], title: "", pitch: "", projectTitle: "", projectDescription: "",
    topics: [], place: 99, pages: false, namesResources: false, resources: [], seeds: {},
  });
});

test("an idea replaces values, and adds to lists, rows and layers of the idea below", () => {
  const below: WrittenIdea = { id: "base", abstract: true, title: "Base", pitch: "Below", place: 1, topics: ["api", "rest"], resources: ["book title:string", "pen/pens colour:string", "ink:private name:string"], seeds: { books: [{ title: "A" }], pens: [] } };
  const above: WrittenIdea = { id: "top", on: "base", title: "Top", topics: ["rest", "web"], resources: ["pen colour:text", "ink name:text", "nib width:integer"], seeds: { pens: [{ colour: "red" }] } };
  expect(standing(written(below, above)).get("top")).toMatchObject({
    id: "top", on: "base", abstract: false, title: "Top", pitch: "Below", place: 1, layers: ["base", "top"], topics: ["api", "rest", "web"],
    resources: ["book title:string", "pen colour:text", "ink name:text", "nib width:integer"],
    seeds: { books: [{ title: "A" }], pens: [{ colour: "red" }] },
  });
});

test("an idea without lists of its own has those of the idea below", () => {
  const [below] = [...standing(written({ id: "base", resources: ["book title:string"], topics: ["api"], seeds: { books: [] } })).values()];
  if (below === undefined) throw new Error("There is no idea.");
  expect(onTop(below, { id: "top", abstract: true })).toMatchObject({ abstract: true, resources: ["book title:string"], topics: ["api"], seeds: { books: [] } });
});

test("an idea on an unknown one is refused with the nearest name", () => {
  expect(() => standing(written({ id: "base" }, { id: "top", on: "bose" }))).toThrow('The idea top extends "bose", which is not an idea. Did you mean base?');
});

test.each([
  ["itself", written({ id: "a", on: "a" }), "a"],
  ["itself through another", written({ id: "a", on: "b" }, { id: "b", on: "a" }), "b"],
  ["itself through two others", written({ id: "a", on: "b" }, { id: "b", on: "c" }, { id: "c", on: "a" }), "c"],
  ["one that extends itself", written({ id: "a", on: "b" }, { id: "b", on: "b" }), "b"],
])("an idea that extends %s is refused", (_, ideas, id) => {
  expect(() => standing(ideas)).toThrow(`The idea ${id} extends itself. Mend its "on".`);
});

test.each([...openCatalog().ideas.values()])("the resources of the idea $id are written as a receipt writes them, and each has example rows", ({ resources, seeds }) => {
  expect(resources.map((spec) => formatResource(parseResource(spec)))).toEqual(resources);
  expect(Object.keys(seeds).sort()).toEqual(resources.map((spec) => parseResource(spec).plural.kebab).sort());
});
