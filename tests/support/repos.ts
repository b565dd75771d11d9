// Sample projects: of each idea the default one, and one in which every name and text is awkward.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { openCatalog, type Idea } from "../../src/catalog/catalog.ts";
import type { Answers } from "../../src/project/answers.ts";
import { createProject, type Project } from "../../src/project/project.ts";
import type { Draft } from "../../src/draft.ts";
import * as toJavaScript from "../../src/render/javascript/javascript.ts";
import { renderProject } from "../../src/render/render-project.ts";

const catalog = openCatalog();

const common = { stack: "express", database: "postgres", language: "ts", manager: "npm", options: [...(catalog.stacks.get("express")?.options.keys() ?? [])] };
const api = ideaCalled("api");
const todo = ideaCalled("todo");
const blog = ideaCalled("blog");

/** Every field type with every modifier it takes, irregular plurals, references in circles, and columns that are SQL words. */
const awkwardResources = [
  `blog-category name:string:unique order:integer:default(1) parent:ref(blog-category)? desc:string:default(it's "fine") user:string?`,
  "person fullName:string email:email:unique homepage:url? born:date:index bestFriend:ref(person)? favourite:ref(goose)?",
  `goose/geese tag:uuid:unique weight:decimal:default(4.50) wild:boolean:default(true) seenAt:datetime:default(now) firstDay:date:default(today)
   notes:text? extra:json:default({"a":1}) mood:enum(calm|angry|very-angry):default(calm) keeper:ref(person) group:integer?:index`,
  "measurement value:decimal:unique:min(-0.5) takenAt:datetime:index celsius:boolean:index unique(takenAt,celsius)",
  "side-note comment:text?:max(40) level:integer?:min(-3):max(3) code:string:min(2):max(2) sticky:boolean? where:json? about:ref(blog-category)? unique(code,level,owner)",
  `every-kind code:string?:unique label:string:index size:integer:unique step:integer:index:default(-5) price:decimal?:unique rate:decimal:index
   open:boolean? day:date:unique lastDay:date?:index:default(2026-01-31) at:datetime:unique until:datetime?:default(2026-01-31T09:00:00Z)
   contact:email:index:default(ann@example.com) reply:email? site:url:unique mirror:url:index:default(https://example.com/?a=1&b='2')
   key:uuid?:index token2:uuid:default(00000000-0000-4000-8000-000000000001) phase:enum(new|old):index shade:enum(dark|light)? remark:text:default(100%|\\n)
   note:json first:ref(person):unique second:ref(person):index third:ref(goose)?:unique`,
];

const friendly = { author: "Ann O'Neil", owner: "ann-oneil", license: "MIT" };
const hostile = {
  title: `Ann's "API" \\ {{x}} \${y} <b> שלום 🎉`,
  description: `It's "100%" \\n {{{y}}} \`\${z}\` <script>alert(1)</script> <%= 7 * 7 %> -- */ # ümläut`,
  author: "Ann O'Neil & co",
  license: "Apache-2.0",
};

const answers: Record<Written, Answers> = {
  bookshelf: { ...common, ...friendly, name: "my-api", idea: "api", title: api.projectTitle, description: api.projectDescription, resources: api.resources },
  awkward: { ...common, ...hostile, name: "ann-s-api", idea: "api", resources: awkwardResources.map((text) => text.replace(/\s+/g, " ")) },
  todo: { ...common, ...friendly, name: "my-lists", idea: "todo", title: todo.projectTitle, description: todo.projectDescription, resources: todo.resources },
  blog: { ...common, ...friendly, name: "my-blog", idea: "blog", title: blog.projectTitle, description: blog.projectDescription, resources: [] },
  "awkward blog": { ...common, ...hostile, name: "ann-s-blog", idea: "blog", resources: [] },
};

type Written = "bookshelf" | "awkward" | "todo" | "blog" | "awkward blog";
/** Each option alone, no option, and all options. */
export const optionSets: { title: string; options: string[] }[] = [
  { title: "no option", options: [] },
  ...common.options.map((option) => ({ title: `${option} alone`, options: [option] })),
  { title: "all options", options: common.options },
];

export type RepoName = Written | `${Written} in JavaScript`;

const written: Written[] = ["bookshelf", "awkward", "blog", "awkward blog"];
export const repoNames: RepoName[] = written;

const all = process.env.TEST_ALL === "1";

/** The projects of each idea: both with TEST_ALL=1, otherwise only the default one. */
export const apisToTest: RepoName[] = all ? ["bookshelf", "awkward"] : ["bookshelf"];
export const blogsToTest: RepoName[] = all ? ["blog", "awkward blog"] : ["blog"];
export const reposToTest: RepoName[] = [...apisToTest, ...blogsToTest];

/** The same in JavaScript. */
export const javaScriptRepos = written.map((name) => `${name} in JavaScript` as const);
export const javaScriptsToTest: RepoName[] = all ? javaScriptRepos : ["bookshelf in JavaScript", "blog in JavaScript"];

/** The path of a list in each project. */
const lists: Record<Written, string> = { bookshelf: "/api/books", awkward: "/api/geese", todo: "/api/todos", blog: "/api/posts", "awkward blog": "/api/posts" };
export const listOf = Object.fromEntries([...written, ...javaScriptRepos].map((repo) => [repo, lists[writtenOf(repo)]])) as Record<RepoName, string>;

/** The project in TypeScript from which one in JavaScript is derived. */
export function writtenOf(repo: RepoName): Written {
  return repo.replace(" in JavaScript", "") as Written;
}

function ideaCalled(id: string): Idea {
  const idea = catalog.ideas.get(id);
  if (idea === undefined) throw new Error(`There is no idea \`${id}\`.`);
  return idea;
}

/** The resolved project, with all options by default. */
export function projectOf(repo: RepoName, options = common.options): Project {
  const language = repo.endsWith(" in JavaScript") ? "js" : "ts";
  return createProject({ catalog, created: "2026-11-22", answers: { ...answers[writtenOf(repo)], language, options } });
}

/** The repo's files, in memory. */
export function draftOf(repo: RepoName, options = common.options): Draft {
  const project = projectOf(repo, options);
  return renderProject({ project, version: "0.0.0-test", derivation: project.language.id === "js" ? toJavaScript : undefined });
}

/** Writes files below a folder. */
export function writeDraft(draft: Draft, folder: string): void {
  for (const [path, text] of draft) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}
