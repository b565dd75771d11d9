// Project -> Draft: the layers, laid over each other in memory. Touches no target folder and knows no terminal.
import type { Catalog } from "../catalog/catalog.ts";
import type { Project } from "../catalog/project.ts";
import { receiptFile, receiptOf } from "../catalog/receipt.ts";
import type { Draft } from "../draft.ts";
import type { Derivation } from "./derivation.ts";
import { layersOf, templatesIn, type TemplateFile } from "./layers.ts";
import { fitLockfile } from "./lockfile.ts";
import { merge } from "./merge.ts";
import { joinParts } from "./parts.ts";
import { compile } from "./template.ts";
import { projectView } from "./views.ts";

interface Request {
  project: Project;
  catalog: Catalog;
  /** the generator's version, for the receipt */
  version: string;
  /** where the project's language is not that of the templates: see derivationFor() */
  derivation?: Derivation;
}

const asWritten: Derivation = { renamed: (template) => template, derived: (draft) => draft };

/**
 * Renders everything a project's repo holds, the receipt included. The same request gives the same Draft.
 *
 * @throws Error naming the template's file when a template is wrong: that is a bug of ours, not a Fault
 */
export function renderProject({ project, catalog, version, derivation = asWritten }: Request): Draft {
  const view = projectView(project, catalog);
  const files: Draft = new Map();
  for (const layer of layersOf(project, catalog.folder)) {
    const data = view.resources.find(({ singular }) => singular === layer.resource?.singular) ?? view;
    for (const template of templatesIn(layer.folder)) addFile(files, { ...template, source: derivation.renamed(template.source) }, data);
  }
  const draft = derivation.derived(joinParts(files));
  fitLockfile(draft, view.stackKind.lockfile);
  draft.set(receiptFile, receiptOf({ project, version, again: view.again, paths: [...draft.keys()] }));
  return new Map([...draft].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function addFile(files: Draft, { path, file, source }: TemplateFile, data: object): void {
  try {
    const target = targetPath(path, data);
    const text = compile(path, source)(data);
    if (text.trim() !== "") files.set(target, merge(target, files.get(target), text));
  } catch (error) {
    throw new Error(`The template ${file} could not be rendered: ${String(error)}`, { cause: error });
  }
}

/** npm drops files called `.gitignore` from packages, so the template's name is `_gitignore`. */
function targetPath(path: string, data: object): string {
  const named = compile("path.hbs", path.replace(/\.hbs$/, ""))(data);
  return named.replace(/(^|\/)_gitignore$/, "$1.gitignore");
}
