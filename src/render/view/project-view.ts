// Project view: the data of a project for templates, with every part of a line of code prepared as text.
import type { DatabaseKind, Idea, Language, Manager, Stack } from "../../catalog/catalog.ts";
import { namedResources, type Project } from "../../project/project.ts";
import { ourName } from "../../ourselves.ts";
import { commandToRepeat } from "../../project/make-again.ts";
import { rolesOf } from "../../project/roles.ts";
import { coverOf, type Cover } from "./cover.ts";
import { FreeText } from "./escape.ts";
import { nextStepsOf, type NextSteps } from "./next-steps-view.ts";
import { resourceView, type Kinds, type ResourceView } from "./resource-view.ts";

/** Free text throws unless it is escaped for its place. */
export interface ProjectView {
  name: string;
  license: string;
  owner?: string;
  created: string;
  title: FreeText;
  description: FreeText;
  author: FreeText;
  year: string;
  ideaKind: Idea;
  stackKind: Stack;
  databaseKind: DatabaseKind;
  managerKind: Manager;
  languageKind: Language;
  roles: string[];
  resources: ResourceView[];
  /** the resource to try first: its rows reference no others */
  first?: ResourceView;
  /** the resource that shows how `?include` works: one that points to other rows, if there is one */
  embedding?: ResourceView;
  nextSteps: NextSteps;
  cover: Cover;
  generator: string;
  generatorVersion: string;
  again?: string;
  licensed: boolean;
  /** the words of the grammar that any resource uses, for lines that only they need */
  uses: Uses;
  /** option -> true, for tags in a shared file */
  with: Record<string, boolean>;
}

interface Uses {
  references: boolean;
  users: boolean;
  restrict: boolean;
  /** resources that only signed-in users can read */
  guarded: boolean;
  private: boolean;
  own: boolean;
  /** references that can point to a row of another user */
  foreign: boolean;
  /** rows that `?include` embeds, and whether any is a user or a row */
  includes: boolean;
  userIncludes: boolean;
  rowIncludes: boolean;
  admin: boolean;
  /** rows that others than their owner can read; true where the app has other rows than those of resources */
  mustOwn: boolean;
}

interface Prepared {
  project: Project;
  version: string;
  fromRegistry: boolean;
}

export function projectView({ project, version, fromRegistry }: Prepared): ProjectView {
  const { idea, stack, database, name, license, owner, created } = project;
  const kinds: Kinds = {
    stack,
    database,
    migrations: project.migrations,
    seeds: namedResources(project.resources, idea) === undefined ? idea.seeds : {},
  };
  const resources = project.resources.map((_, at) => resourceView(at, project.resources, kinds));
  const first = firstOf(resources);
  return {
    name,
    license,
    owner,
    created,
    title: new FreeText(project.title),
    description: new FreeText(project.description),
    author: new FreeText(project.author),
    year: created.slice(0, 4),
    ideaKind: idea,
    stackKind: stack,
    databaseKind: database,
    managerKind: project.manager,
    languageKind: project.language,
    roles: rolesOf(project),
    resources,
    first,
    embedding: resources.find(({ rowIncludes }) => rowIncludes) ?? resources.find(({ userIncludes }) => userIncludes),
    nextSteps: nextStepsOf(resources),
    cover: coverOf(project, first),
    generator: ourName,
    generatorVersion: version,
    again: fromRegistry ? commandToRepeat(project) : undefined,
    uses: usesOf(resources),
    licensed: license !== "none",
    with: optionsOf(project),
  };
}

function optionsOf({ stack, options }: Project): Record<string, boolean> {
  return Object.fromEntries([...stack.options.values()].map((option) => [option.id, options.includes(option)]));
}

function firstOf(resources: ResourceView[]): ResourceView | undefined {
  const alone = resources.filter(({ needs }) => needs.length === 0);
  return alone.find(({ guarded }) => !guarded) ?? alone[0];
}

function usesOf(resources: ResourceView[]): Uses {
  const fields = resources.flatMap((resource) => resource.fields);
  return {
    references: resources.some(({ pointers }) => pointers.length > 0),
    users: fields.some(({ toUser }) => toUser),
    restrict: fields.some(({ restricts }) => restricts),
    guarded: resources.some(({ guarded }) => guarded),
    private: resources.some((resource) => resource.private),
    own: resources.some(({ owned }) => owned.length > 0),
    foreign: fields.some(({ ref, toUser, own }) => ref !== undefined && !toUser && !own),
    includes: resources.some(({ includes }) => includes.length > 0),
    userIncludes: resources.some(({ userIncludes }) => userIncludes),
    rowIncludes: resources.some(({ rowIncludes }) => rowIncludes),
    admin: resources.some(({ admin }) => admin),
    mustOwn: resources.length === 0 || !resources.every((resource) => resource.private || resource.admin),
  };
}
