// Project -> Draft: the named passes, in order. Touches no target folder and knows no terminal.
import type { Draft } from "../draft.ts";
import { numberOf, type Migration } from "../project/migrations.ts";
import type { Project } from "../project/project.ts";
import { receiptFile, receiptOf } from "../project/receipt.ts";
import { UserError } from "../user-error.ts";
import { cutRegions } from "./cut-regions.ts";
import type { Derivation } from "./derivation.ts";
import { joinParts } from "./join-parts.ts";
import { fitLockfile } from "./lockfile.ts";
import { overlay } from "./overlay.ts";
import { projectView, type ProjectView } from "./view/project-view.ts";

interface Request {
  project: Project;
  /** the generator's version, for the receipt and the README */
  version: string;
  /** whether the generator came from a registry, so that a command can create the project again */
  fromRegistry?: boolean;
  /** where the project's language is not that of the templates: see derivationFor() */
  derivation?: Derivation;
  /** tasks that the project leaves to its reader, by id; none in an ordinary project */
  openTasks?: ReadonlySet<string>;
}

/** What every pass may look at. */
export interface Rendering {
  project: Project;
  version: string;
  derivation: Derivation;
  openTasks: ReadonlySet<string>;
  view: ProjectView;
}

/** One step on the way from Project to Draft. It takes the draft of the step before and returns a new one. */
type Pass = (draft: Draft, rendering: Rendering) => Draft;

/** From the first to the last. */
const passes: Record<string, Pass> = {
  layers: (_, rendering) => withEntry(overlay(rendering), rendering), // Every template of every layer, laid over each other.
  join: joinParts, // The numbered parts of a document become one file.
  cut: (draft, { openTasks }) => cutRegions(draft, openTasks), // Marks of tasks vanish; open tasks lose their solution.
  derive: (draft, { derivation }) => derivation.derived(draft), // Another language, where one was asked for.
  lock: (draft, { project }) => fitLockfile(draft, project.stack.lockfile), // The lockfile holds what the manifest asks for.
  receipt: withReceipt, // The answers, so that the project can be rendered again.
  sort: (draft) => new Map([...draft].sort(([a], [b]) => (a < b ? -1 : 1))),
};

const asWritten: Derivation = { renamed: (template) => template, derived: (draft) => draft };

/**
 * Renders everything a project holds, the receipt included. The same request gives the same Draft.
 *
 * @throws Error naming the template's file when a template is wrong: that is a bug of ours, not a UserError
 */
export function renderProject({ project, version, fromRegistry = false, derivation = asWritten, openTasks = new Set() }: Request): Draft {
  const view = projectView({ project, version, fromRegistry });
  const rendering: Rendering = { project, version, derivation, openTasks, view };
  return Object.values(passes).reduce<Draft>((draft, pass) => pass(draft, rendering), new Map());
}

/** An idea without an app of its own and without one to stand on would make a project that cannot start. */
function withEntry(draft: Draft, { project: { idea, stack } }: Rendering): Draft {
  if (draft.has(stack.entry)) return draft;
  throw new UserError(`The idea ${idea.id} brings no ${stack.entry} for ${stack.title}.`, 'Add its templates to that stack, or name an idea that it stands on ("on").');
}

function withReceipt(draft: Draft, { project, version, view }: Rendering): Draft {
  return new Map(draft).set(receiptFile, receiptOf({ project, version, again: view.again, migrations: migrationsIn(draft, view) }));
}

/** Every migration of a draft, with the resource and the field that it is about. */
function migrationsIn(draft: Draft, { resources }: ProjectView): Migration[] {
  const owners = new Map<string, Omit<Migration, "file">>();
  for (const { singular, migration, addedColumns } of resources) {
    owners.set(migration, { resource: singular.kebab });
    for (const column of addedColumns) owners.set(column.migration, { resource: singular.kebab, field: column.name });
  }
  const files = [...draft.keys()].flatMap((path) => /(?:^|\/)migrations\/([^/]+)$/.exec(path)?.[1] ?? []);
  return files.map((file) => ({ file, ...owners.get(numberOf({ file })) }));
}
