// Project -> Draft: the layers, laid over each other in memory. Touches no target folder and knows no terminal.
import type { Catalog } from "../catalog/catalog.ts";
import { withOwnIdea } from "../project/own-idea.ts";
import type { Project } from "../project/project.ts";
import { receiptFile, receiptOf } from "../project/receipt.ts";
import type { Draft } from "../draft.ts";
import type { Derivation } from "./derivation.ts";
import { layersOf, templatesIn, type TemplateFile } from "./layers.ts";
import { fitLockfile } from "./lockfile.ts";
import { merge } from "./merge-layers.ts";
import { joinParts } from "./parts.ts";
import { compile, type Template } from "./template.ts";
import { projectView } from "./view/project-view.ts";

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
export function renderProject({ project, catalog: ours, version, derivation = asWritten }: Request): Draft {
  const catalog = withOwnIdea(ours, project);
  const view = projectView(project, catalog);
  const files: Draft = new Map();
  const templates = new Map<string, Ready[]>();
  for (const { folder, resource } of layersOf(project, catalog)) {
    const data = view.resources.find(({ singular }) => singular === resource?.singular) ?? view;
    // A layer that is rendered for each resource is read once.
    if (!templates.has(folder)) templates.set(folder, templatesIn(folder).map((file) => prepare(file, derivation)));
    for (const template of templates.get(folder) ?? []) addFile(files, template, data);
  }
  const draft = derivation.derived(joinParts(files));
  fitLockfile(draft, view.stackKind.lockfile);
  draft.set(receiptFile, receiptOf({ project, version, again: view.again, paths: [...draft.keys()] }));
  return new Map([...draft].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A template that is ready for any data. */
interface Ready {
  /** where it lies, for messages */
  file: string;
  /** the path in the repo */
  path: Template;
  text: Template;
}

function prepare({ path, file, source }: TemplateFile, { renamed }: Derivation): Ready {
  return naming(file, () => ({ file, path: pathTemplate(path), text: compile(path, renamed(source)) }));
}

function addFile(files: Draft, { file, path, text }: Ready, data: object): void {
  const [target, rendered] = naming(file, () => [path(data), text(data)]);
  if (rendered.trim() !== "") files.set(target, merge(target, files.get(target), rendered));
}

/** npm drops files called `.gitignore` from packages, so the template's name is `_gitignore`. */
function pathTemplate(path: string): Template {
  const names = path.replace(/\.hbs$/, "").split("/").map((name) => compile("name.hbs", name));
  return (data) => names.map((name) => name(data)).join("/").replace(/(^|\/)_gitignore$/, "$1.gitignore");
}

function naming<T>(file: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new Error(`The template ${file} could not be rendered: ${String(error)}`, { cause: error });
  }
}
