// Project renderer: runs the named passes from Project to Draft in order. It reads no target folder and prints nothing.
import type { Draft } from "../draft.ts";
import { numberOf, type Migration } from "../project/migrations.ts";
import type { Project } from "../project/project.ts";
import { receiptFile, receiptOf } from "../project/receipt.ts";
import { UserError } from "../user-error.ts";
import { cutRegions } from "./cut-regions.ts";
import type { Derivation } from "./derivation.ts";
import { withEnding } from "./file-names.ts";
import { handOver, type Stub } from "./hand-over.ts";
import { joinParts } from "./join-parts.ts";
import { fitLockfile } from "./lockfile.ts";
import { overlay } from "./overlay.ts";
import { projectView, type ProjectView } from "./view/project-view.ts";

export interface Request {
  project: Project;
  version: string;
  /** whether the generator came from a registry, so that a command can create the project again */
  fromRegistry?: boolean;
  /** needed if the project's language is not that of the templates: see derivationFor() */
  derivation?: Derivation;
  /** ids of the tasks that are left to the reader; none in an ordinary project */
  openTasks?: ReadonlySet<string>;
  /** what an open task leaves in code; needed if tasks are open */
  stub?: Stub;
  /** template folders above all others, which only this rendering has */
  layers?: string[];
}

export interface Rendering {
  project: Project;
  version: string;
  derivation: Derivation;
  openTasks: ReadonlySet<string>;
  stub?: Stub;
  layers: string[];
  view: ProjectView;
}

/** One step from Project to Draft: takes a draft and returns a new one. */
type Pass = (draft: Draft, rendering: Rendering) => Draft;

/** In order. */
const passes: Record<string, Pass> = {
  layers: (_, rendering) => withEntry(overlay(rendering), rendering), // Renders every template of every layer.
  join: joinParts, // Joins the numbered parts of documents.
  cut: (draft, { openTasks }) => cutRegions(draft, openTasks), // Removes task marks, and the solutions of open tasks.
  stub: withStubs, // Gives stubs the imports that only a solution used.
  derive: (draft, { derivation }) => derivation.derived(draft), // Translates to another language, if requested.
  lock: (draft, { project }) => fitLockfile(draft, project.stack.lockfile), // Only what the manifest needs.
  receipt: withReceipt, // Adds the receipt, from which the project can be rendered again.
  sort: (draft) => new Map([...draft].sort(([a], [b]) => (a < b ? -1 : 1))),
};

const asWritten: Derivation = { ending: ".ts", derived: (draft) => draft };

/**
 * Renders a project completely, including the receipt. The same request gives the same Draft.
 * @throws Error with the file of a template that is wrong: a bug of ours and not a UserError
 */
export function renderProject({
  project,
  version,
  fromRegistry = false,
  derivation = asWritten,
  openTasks = new Set(),
  stub,
  layers = [],
}: Request): Draft {
  const view = projectView({ project, version, fromRegistry });
  const rendering: Rendering = { project, version, derivation, openTasks, stub, layers, view };
  return Object.values(passes).reduce<Draft>((draft, pass) => pass(draft, rendering), new Map());
}

/** An idea without an app, neither its own nor inherited, would give a project that cannot start. */
function withEntry(draft: Draft, { project: { idea, stack } }: Rendering): Draft {
  if (draft.has(stack.entry)) return draft;
  throw new UserError(
    `The idea ${idea.id} brings no ${stack.entry} for ${stack.title}.`,
    'Add its templates to that stack, or name an idea that it stands on ("on").',
  );
}

function withStubs(draft: Draft, { stub, derivation }: Rendering): Draft {
  if (stub === undefined) return draft;
  // The files have the names of the language already.
  const here = { ...stub, file: withEnding(stub.file, derivation.ending) };
  return new Map([...draft].map(([path, text]) => [path, handOver(path, text, here)]));
}

function withReceipt(draft: Draft, { project, version, view }: Rendering): Draft {
  return new Map(draft).set(
    receiptFile,
    receiptOf({ project, version, again: view.again, migrations: migrationsIn(draft, view) }),
  );
}

function migrationsIn(draft: Draft, { resources }: ProjectView): Migration[] {
  const owners = new Map<string, Omit<Migration, "file">>();
  for (const { singular, migration, addedColumns } of resources) {
    owners.set(migration, { resource: singular.kebab });
    for (const column of addedColumns) owners.set(column.migration, { resource: singular.kebab, field: column.name });
  }
  const files = [...draft.keys()].flatMap((path) => /(?:^|\/)migrations\/([^/]+)$/.exec(path)?.[1] ?? []);
  return files.map((file) => ({ file, ...owners.get(numberOf({ file })) }));
}
