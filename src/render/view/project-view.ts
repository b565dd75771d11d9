// What templates see of a Project: everything that a line of code needs, prepared as text.
import type { Catalog, DatabaseKind, Idea, Language, Manager, Stack } from "../../catalog/catalog.ts";
import { formatResource } from "../../project/resource/parse-resource.ts";
import type { Project } from "../../project/project.ts";
import { known } from "../../catalog/known.ts";
import { ourName } from "../../ourselves.ts";
import { commandToRepeat } from "../../project/make-again.ts";
import { coverOf, type Cover } from "./cover.ts";
import { FreeText } from "./escape.ts";
import { resourceView, type Kinds, type ResourceView } from "./resource-view.ts";

/** A project, as templates see it. Free text throws unless it is escaped for its place. */
export interface ProjectView extends Omit<Project, "title" | "description" | "author" | "resources" | "options"> {
  title: FreeText;
  description: FreeText;
  author: FreeText;
  /** the year of `created` */
  year: string;
  ideaKind: Idea;
  stackKind: Stack;
  databaseKind: DatabaseKind;
  managerKind: Manager;
  languageKind: Language;
  resources: ResourceView[];
  /** the resource to try first: its rows need no others */
  first?: ResourceView;
  /** what the cover shows */
  cover: Cover;
  /** the tool's name, for the one line that gives it credit */
  generator: string;
  /** the tool's version, beside its name */
  generatorVersion: string;
  /** the command that creates the project again, where a registry has the tool */
  again?: string;
  /** whether there is a licence at all */
  licensed: boolean;
  /** option -> true, for the two lines in a shared file */
  with: Record<string, boolean>;
}

interface Prepared {
  project: Project;
  catalog: Catalog;
  /** the version of the tool that creates the project */
  version: string;
  /** whether a registry has the tool */
  fromRegistry: boolean;
}

/** Prepares a whole project. */
export function projectView({ project, catalog, version, fromRegistry }: Prepared): ProjectView {
  const idea = known(catalog.ideas, project.idea);
  const stack = known(catalog.stacks, project.stack);
  const database = known(catalog.databases, project.database);
  const kinds: Kinds = { stack, database, migrations: project.migrations, seeds: themedSeeds(project, idea) };
  const resources = project.resources.map((_, at) => resourceView(at, project.resources, kinds));
  const first = resources.find(({ needs }) => needs.length === 0);
  return {
    ...project,
    title: new FreeText(project.title),
    description: new FreeText(project.description),
    author: new FreeText(project.author),
    year: project.created.slice(0, 4),
    ideaKind: idea,
    stackKind: stack,
    databaseKind: database,
    managerKind: known(new Map(Object.entries(stack.managers)), project.manager),
    languageKind: known(new Map(Object.entries(stack.languages)), project.language),
    resources,
    first,
    cover: coverOf(project, first),
    generator: ourName,
    generatorVersion: version,
    again: fromRegistry ? commandToRepeat(project, catalog) : undefined,
    licensed: project.license !== "none",
    with: Object.fromEntries([...stack.options.keys()].map((option) => [option, project.options.includes(option)])),
  };
}

/** The idea's own example rows: they fit only its own resources. */
function themedSeeds({ resources }: Project, idea: Idea): Idea["seeds"] {
  const asked = resources.map(formatResource).sort();
  return JSON.stringify(asked) === JSON.stringify([...idea.resources].sort()) ? idea.seeds : {};
}
