// Project: the answers with idea, stack, database, language and package manager looked up, so that rendering needs no
// catalog.
import { UserError } from "../user-error.ts";
import type { Catalog, DatabaseKind, Idea, Language, Manager, Stack } from "../catalog/catalog.ts";
import type { Option } from "../catalog/kinds.ts";
import { answersFor, type Answers, type Origins } from "./answers.ts";
import { freeText } from "./free-text.ts";
import { inTableOrder, type Migration } from "./migrations.ts";
import { checkResources, takenBy } from "./resource/check-resources.ts";
import { withOwnIdea } from "./own-idea.ts";
import { formatResource, parseResource } from "./resource/parse-resource.ts";
import type { Resource } from "./resource/resource.ts";
import { shown } from "../shown.ts";
import { nearest } from "../nearest.ts";

export type Named<T> = T & { id: string };

export interface Project {
  answers: Answers;
  /** The default answers for the same folder, idea and resources. */
  usual: Answers;
  name: string;
  title: string;
  description: string;
  author: string;
  license: string;
  owner?: string;
  idea: Idea;
  stack: Stack;
  database: DatabaseKind;
  language: Named<Language>;
  manager: Named<Manager>;
  options: Option[];
  /** In the order of their tables: the target of a reference comes first. */
  resources: Resource[];
  /** The day of `create`, "2026-11-22": the only date in a generated file. */
  created: string;
  /** The migrations of earlier operations; empty for a new project. */
  migrations: Migration[];
  templates: string;
}

interface Asked {
  answers: Answers;
  migrations?: Migration[];
  created: string;
  catalog: Catalog;
  origins?: Origins;
}

/** @throws UserError for an invalid answer */
export function createProject({ answers, migrations = [], created, catalog, origins = {} }: Asked): Project {
  const { ideas } = withOwnIdea(catalog, answers);
  const idea = oneOf("idea", answers.idea, ideas);
  const stack = oneOf("stack", answers.stack, catalog.stacks, origins.stack);
  const database = oneOf("database", answers.database, only(catalog.databases, stack.databases));
  checkPlain(answers, created, catalog, origins);
  const resources = inTableOrder(checkResources(answers.resources.map(parseResource), takenBy(stack, database)), migrations);
  const texts = {
    title: freeText("title", answers.title, origins.title),
    description: freeText("description", answers.description, origins.description),
    author: freeText("author", answers.author, origins.author),
  };
  return {
    answers: { ...answers, ...texts, resources: resources.map(formatResource) },
    usual: answersFor({ said: { folder: answers.name, stack: stack.id, resources: namedResources(resources, idea) }, idea, catalog }),
    name: answers.name,
    ...texts,
    license: answers.license,
    owner: answers.owner,
    idea,
    stack,
    database,
    language: named("language", answers.language, stack.languages, origins.language),
    manager: named("package manager", answers.manager, stack.managers),
    options: answers.options.map((id) => oneOf("option", id, stack.options)),
    resources,
    created,
    migrations,
    templates: catalog.folder,
  };
}

/** The resources as the user named them; undefined if they are the idea's. */
export function namedResources(resources: Resource[], idea: Idea): string[] | undefined {
  const asked = resources.map(formatResource);
  const usual = new Set(idea.resources.map((spec) => formatResource(parseResource(spec))));
  return asked.length === usual.size && asked.every((spec) => usual.has(spec)) ? undefined : asked;
}

/** @throws UserError for an invalid answer that needs no look-up */
function checkPlain({ name, owner, license }: Answers, created: string, { licenses }: Catalog, origins: Origins): void {
  oneOf("license", license, new Map(licenses.map((id) => [id, id])), origins.license);
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name) || name.length > 100) {
    throw new UserError(`${shown(name)} cannot be a package's name.`, "Use lower-case letters, digits and dashes.");
  }
  if (owner !== undefined && !isOwner(owner)) {
    throw new UserError(`${shown(owner)}${from(origins.owner)} cannot be a GitHub user or organisation.`, "Use letters, digits and single dashes.");
  }
  if (!/^\d{4}-\d\d-\d\d$/.test(created)) throw new UserError(`${shown(created)} is not a date such as 2026-01-31.`);
}

function only<T>(all: Map<string, T>, ids: string[]): Map<string, T> {
  return new Map([...all].filter(([id]) => ids.includes(id)));
}

function named<T>(kind: string, id: string, all: Record<string, T>, origin?: string): Named<T> {
  return { id, ...oneOf(kind, id, new Map(Object.entries(all)), origin) };
}

function oneOf<T>(kind: string, id: string, all: Map<string, T>, origin?: string): T {
  const found = all.get(id);
  if (found !== undefined) return found;
  throw new UserError(`${shown(id)}${from(origin)} is not ${/^[aio]/.test(kind) ? "an" : "a"} ${kind}.`, nearest(id, all.keys()));
}

/** GitHub allows 39 characters, and an underscore before a company's short code. */
function isOwner(name: string): boolean {
  return name.length <= 50 && /^[a-z\d](-?[a-z\d]){0,38}(_[a-z\d]+)?$/i.test(name);
}

function from(origin = ""): string {
  return origin === "" ? "" : ` from ${origin}`;
}
