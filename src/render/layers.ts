// Layers: the template folders of a project, most general first.
import { join } from "node:path";
import type { Project } from "../project/project.ts";
import type { Resource } from "../project/resource/resource.ts";
import { rolesOf } from "../project/roles.ts";
import { isLayer } from "./template-files.ts";

/** A template folder. With a resource (and a field) it is rendered once for each. */
export interface Layer {
  folder: string;
  resource?: Resource;
  /** The JSON name of a field: the layer is rendered for the column that was added for it. */
  field?: string;
}

/** The layers of a project, lowest first, without folders that the stack does not have. */
export function layersOf(project: Project): Layer[] {
  const { templates } = project;
  const stack = join(templates, "stacks", project.stack.id);
  const database = join(stack, "databases", project.database.id);
  const shared = [
    join(templates, "licenses", project.license),
    join(stack, "base"),
    join(stack, "languages", project.language.id),
    join(database, "base"),
    ...(rolesOf(project).length > 0 ? [join(stack, "roles")] : []),
    ...(project.resources.length > 0 ? [join(stack, "resources"), join(database, "resources")] : []),
    ...project.idea.layers.flatMap((idea) => [
      join(templates, "ideas", idea, "files"),
      join(stack, "ideas", idea),
      join(database, "ideas", idea),
    ]),
    join(stack, "managers", project.manager.id),
    ...project.options.flatMap(({ id }) => [
      join(stack, "options", id, "files"),
      join(stack, "options", id, "languages", project.language.id),
      join(database, "options", id),
    ]),
  ];
  const perResource = project.resources.flatMap((resource) =>
    [join(stack, "resource"), join(database, "resource")].map((folder) => ({ folder, resource })),
  );
  const perColumn = project.migrations.flatMap(({ resource: name, field }) => {
    const resource = project.resources.find(({ singular }) => singular.kebab === name);
    return field === undefined || resource === undefined ? [] : [{ folder: join(database, "column"), resource, field }];
  });
  return [...shared.map((folder) => ({ folder })), ...perResource, ...perColumn].filter(({ folder }) =>
    isLayer(folder),
  );
}
