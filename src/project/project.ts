// Project: the answers with idea, stack, database, language and package manager looked up, so that rendering needs no
// catalog.
import { UserError } from "../user-error.ts";
import type { Catalog, DatabaseKind, Idea, Language, Manager, Stack } from "../catalog/catalog.ts";
import type { Option } from "../catalog/kinds.ts";
import { answerTable, textsFrom } from "./answer-table.ts";
import { answersFor } from "./answers.ts";
import { knownFrom } from "./known.ts";
import { inTableOrder, type Migration } from "./migrations.ts";
import { named, oneOf, type Named } from "./one-of.ts";
import { withOwnIdea } from "./own-idea.ts";
import { formatResource, parseResource } from "./resource/parse-resource.ts";
import type { Resource } from "./resource/resource.ts";
import { shown } from "../shown.ts";
import type { Answers, Origins, Said, Texts } from "./said.ts";

export interface Project extends Texts {
  answers: Answers;
  /** The default answers for the same folder, idea and resources. */
  usual: Answers;
  name: string;
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
  const idea = oneOf("idea", answers.idea, withOwnIdea(catalog, answers).ideas);
  const said: Said = { folder: answers.name, stack: answers.stack };
  const looked = knownFrom({ said, idea, catalog, origins });
  const database = oneOf("database", answers.database, only(catalog.databases, looked.stack.databases));
  const known = { ...looked, database };
  checkPlain(answers, created);
  const rows = answerTable;
  const resources = inTableOrder(rows.resources.check(answers.resources, known), migrations);
  const texts = textsFrom((key, { check, usual }) => {
    const answer = answers[key] ?? usual?.(looked); // An earlier receipt has no answers that came later.
    return answer === undefined ? undefined : check?.(answer as never, known);
  });
  return {
    answers: { ...answers, ...texts, resources: resources.map(formatResource) },
    usual: answersFor({ said: { ...said, resources: namedResources(resources, idea) }, idea, catalog }),
    name: answers.name,
    ...texts,
    idea,
    stack: known.stack,
    database,
    language: rows.language.check(answers.language, known),
    manager: named("package manager", answers.manager, known.stack.managers),
    options: answers.options.map((id) => oneOf("option", id, known.stack.options)),
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

export function topicsOf({ idea, stack, language, database }: Project): string[] {
  const words = language.title.toLowerCase().split(/[^a-z\d]+/);
  return [...new Set([...idea.topics, ...stack.topics, ...words, ...database.topics])];
}

/** @throws UserError for an invalid name or date */
function checkPlain({ name }: Answers, created: string): void {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name) || name.length > 100) {
    throw new UserError(`${shown(name)} cannot be a package's name.`, "Use lower-case letters, digits and dashes.");
  }
  if (!/^\d{4}-\d\d-\d\d$/.test(created)) throw new UserError(`${shown(created)} is not a date such as 2026-01-31.`);
}

function only<T>(all: Map<string, T>, ids: string[]): Map<string, T> {
  return new Map([...all].filter(([id]) => ids.includes(id)));
}
