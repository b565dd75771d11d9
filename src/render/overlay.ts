// Overlay: renders every template of every layer and merges the results.
import { join } from "node:path";
import type { Draft } from "../draft.ts";
import type { Project } from "../project/project.ts";
import type { Derivation } from "./derivation.ts";
import { layersOf, type Layer } from "./layers.ts";
import { merge } from "./merge-layers.ts";
import { templatesIn } from "./template-files.ts";
import { compile, templateOf, type Template } from "./template.ts";
import type { ProjectView } from "./view/project-view.ts";

interface Source {
  project: Project;
  derivation: Derivation;
  view: ProjectView;
  layers: string[];
}

interface Ready {
  /** For messages. */
  file: () => string;
  path: Template;
  text: Template;
}

/** The layers of a project as one draft. Numbered parts of documents are still separate files. */
export function overlay({ project, derivation, view, layers }: Source): Draft {
  const files: Draft = new Map();
  const templates = new Map<string, Ready[]>(); // A layer that is rendered for each resource is read once.
  for (const layer of [...layersOf(project), ...layers.map((folder) => ({ folder }))]) {
    const { folder } = layer;
    const data = dataFor(layer, view);
    if (!templates.has(folder)) templates.set(folder, ready(folder, derivation));
    for (const template of templates.get(folder) ?? []) addFile(files, template, data);
  }
  return files;
}

function dataFor({ resource, field }: Layer, view: ProjectView): object {
  const data = view.resources.find(({ singular }) => singular === resource?.singular);
  const column = data?.addedColumns.find(({ name }) => name === field);
  return column === undefined ? (data ?? view) : { ...data, ...column, singular: data?.singular, plural: data?.plural };
}

function ready(folder: string, { ending }: Derivation): Ready[] {
  return templatesIn(folder).map(({ path, text }) => {
    const file = () => join(folder, path);
    return naming(file, () => ({ file, path: pathTemplate(path), text: templateOf(text, ending) }));
  });
}

function addFile(files: Draft, { file, path, text }: Ready, data: object): void {
  naming(file, () => {
    const rendered = text(data);
    if (rendered.trim() === "") return;
    const target = path(data);
    files.set(target, merge(target, files.get(target), rendered));
  });
}

/** npm removes files called `.gitignore` from packages, so the template is called `_gitignore`. */
function pathTemplate(path: string): Template {
  const target = path.replace(/\.hbs$/, "").replace(/(^|\/)_gitignore$/, "$1.gitignore");
  const names = target.split("/").map((name) => compile("name.hbs", name));
  return (data) => names.map((name) => name(data)).join("/");
}

function naming<T>(file: () => string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw new Error(`The template ${file()} could not be rendered: ${String(error)}`, { cause: error });
  }
}
