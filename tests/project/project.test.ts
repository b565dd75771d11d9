// Projects: what is looked up for the answers, which of them are refused, and the topics of a repository.
import { expect, test } from "vitest";
import { openCatalog, type Idea } from "../../src/catalog/catalog.ts";
import { answersFor, type Answers } from "../../src/project/answers.ts";
import { createProject, namedResources, topicsOf } from "../../src/project/project.ts";
import { parseResource } from "../../src/project/resource/parse-resource.ts";

const catalog = openCatalog();

function ideaCalled(id: string): Idea {
  const found = catalog.ideas.get(id);
  if (found === undefined) throw new Error(id);
  return found;
}

const api = ideaCalled("api");
const usual = answersFor({ said: { folder: "my-api", author: "Ann" }, idea: api, catalog });
const made = (changes: Partial<Answers> = {}, created = "2026-11-22") => createProject({ answers: { ...usual, ...changes }, created, catalog });

test("a project holds what its answers name", () => {
  const project = made();
  expect([project.name, project.idea.id, project.stack.id, project.database.id, project.language.id, project.manager.id]).toEqual(["my-api", "api", usual.stack, usual.database, usual.language, usual.manager]);
  expect(project.options.map(({ id }) => id)).toEqual(usual.options);
  expect([project.created, project.migrations, project.templates]).toEqual(["2026-11-22", [], catalog.folder]);
  expect([project.author, project.owner, project.answers.owner]).toEqual(["Ann", undefined, undefined]);
  expect(project.usual).toMatchObject({ name: "my-api", idea: "api", resources: api.resources });
});

test("resources that the user named are those of the usual answers too", () => {
  const resources = ["pen colour:string"];
  expect(made({ resources }).usual.resources).toEqual(resources);
  expect(made({ resources }).answers.resources).toEqual(resources);
});

test("tables that are there already come first, in the order in which they were created", () => {
  const answers = { ...usual, resources: ["pen colour:string", "ink name:string", "nib width:integer"] };
  const migrations = [{ file: "0002_nibs.sql", resource: "nib" }, { file: "0003_inks.sql", resource: "ink" }];
  const { resources } = createProject({ answers, migrations, created: "2026-11-22", catalog });
  expect(resources.map(({ singular }) => singular.kebab)).toEqual(["nib", "ink", "pen"]);
});

test.each<[keyof Answers, string, string]>([
  ["idea", "apis", '"apis" is not an idea. Did you mean api?'],
  ["stack", "expres", '"expres" is not a stack. Did you mean express?'],
  ["database", "nothing", '"nothing" is not a database. Choose one of: postgres.'],
  ["language", "tsx", '"tsx" is not a language. Did you mean ts?'],
  ["manager", "nothing", '"nothing" is not a package manager. Choose one of: '],
])("the %s %s is refused", (key, value, says) => {
  expect(() => made({ [key]: value })).toThrow(says);
});

test("an unknown option is refused", () => {
  expect(() => made({ options: ["dockers"] })).toThrow('"dockers" is not an option. Did you mean docker?');
});

test("a database is one that the stack has templates for", () => {
  const databases = new Map([...catalog.databases, ["other", { ...catalog.databases.get("postgres") }]]) as typeof catalog.databases;
  expect(() => createProject({ answers: { ...usual, database: "other" }, created: "2026-11-22", catalog: { ...catalog, databases } })).toThrow('"other" is not a database. Choose one of: postgres.');
});

test("a wrong answer is told with where it came from", () => {
  expect(() => createProject({ answers: { ...usual, title: "" }, created: "2026-11-22", catalog, origins: { title: "--title" } })).toThrow("--title");
});

test.each(["My-api", "my--api", "-my-api", "my-api-", "my_api", "", "x".repeat(101)])("the name %j is refused", (name) => {
  expect(() => made({ name })).toThrow(/cannot be a package's name\. Use lower-case letters, digits and dashes\.$/);
});

test.each(["a", "my-api-2", "x".repeat(100)])("the name %j is accepted", (name) => {
  expect(made({ name }).name).toBe(name);
});

test.each(["2026-1-31", "22 Nov 2026", "2026-11-22T", " 2026-11-22", "12026-11-22"])("the date %j is refused", (created) => {
  expect(() => made({}, created)).toThrow(`${JSON.stringify(created)} is not a date such as 2026-01-31.`);
});

test("the resources of an idea are not named by the user, in any order", () => {
  const parsed = api.resources.map(parseResource);
  expect(namedResources(parsed, api)).toBeUndefined();
  expect(namedResources(parsed.toReversed(), api)).toBeUndefined();
  expect(namedResources(parsed.slice(1), api)).toHaveLength(parsed.length - 1);
  expect(namedResources([parseResource("pen colour:string"), ...parsed.slice(1)], api)).toContain("pen colour:string");
});

test("topics come from idea, stack, language and database, each once", () => {
  const project = made();
  const { language } = project;
  expect(topicsOf({ ...project, idea: { ...api, topics: ["api", "rest"] }, stack: { ...project.stack, topics: ["node", "api"] }, language: { ...language, title: "TypeScript 5/ESM" }, database: { ...project.database, topics: ["sql"] } })).toEqual(
    ["api", "rest", "node", "typescript", "5", "esm", "sql"],
  );
});
