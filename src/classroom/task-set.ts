// Task set: the tasks that a project can leave open, with their checks: those of its idea, or of its own resources.
import { existsSync, readFileSync, readdirSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import type { Draft } from "../draft.ts";
import { namedResources, type Project } from "../project/project.ts";
import type { Resource } from "../project/resource/resource.ts";
import { shown } from "../shown.ts";
import { UserError } from "../user-error.ts";
import { changesDocument, changesFrom, mutantsFile } from "./changes.ts";
import { kitOf, tasksFolder, type Kit } from "./kit.ts";
import { namedAfter } from "./own-names.ts";
import { checkTasks, readTasks, type Task } from "./tasks.ts";

export interface TaskSet {
  tasks: Task[];
  /** The checks and the mutants, by their paths in `contract/`: "visible/find-post.js", "mutants.json". */
  contract: Draft;
  /** The template folder with what the checks need. */
  layer: string;
  /** Further files of the project that only the checks read. */
  files: Draft;
  /** The file with the rows that each student gets alone; it may not exist. */
  seeds: string;
}

/** @throws UserError if the stack, the idea or the resources have no tasks */
export function taskSetOf(project: Project): TaskSet {
  const kit = kitOf(project.templates, project.stack);
  const shared = join(kit.folder, "resources");
  const isOwn = project.resources.length > 0 && namedResources(project.resources, project.idea) !== undefined;
  if (existsSync(shared) && (isOwn || !hasOwnTasks(kit, project))) return setOfResources(shared, project);
  const folder = tasksFolder(kit, project.idea);
  const tasks = readTasks(join(folder, "tasks.json"));
  return {
    tasks,
    contract: new Map([...sharedChecks(tasks, shared), ...contractIn(join(folder, "contract"))].sort()),
    layer: join(folder, "check"),
    files: new Map(),
    seeds: join(folder, "seeds.json"),
  };
}

/** The checks of tasks that are the same whatever the resources are. A set that has its own does not use them. */
function sharedChecks(tasks: Task[], folder: string): [string, string][] {
  const ids = new Set(tasks.map(({ id }) => id));
  return [...contractIn(join(folder, "contract"))].filter(([path]) => ids.has(basename(path, ".js")));
}

/** The files of a contract; none if the folder does not exist. */
export function contractIn(folder: string): Draft {
  if (!hasFolder(folder)) return new Map();
  const files = readdirSync(folder, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile());
  const paths = files.map(({ parentPath, name }) => join(parentPath, name)).sort();
  const pathOf = (file: string) => file.slice(folder.length + 1).replaceAll("\\", "/");
  return new Map(paths.map((file) => [pathOf(file), readFileSync(file, "utf8")]));
}

/** @throws UserError for a file of that name */
export function hasFolder(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined || found.isDirectory()) return found !== undefined;
  throw new UserError(`${shown(path, 400)} is not a folder.`, "Move it away.");
}

function hasOwnTasks(kit: Kit, { idea, resources }: Project): boolean {
  return resources.length === 0 || idea.layers.some((id) => existsSync(join(kit.folder, id, "tasks.json")));
}

interface Kind extends Task {
  /** Which resource it is about: references lead from the last ones to the first ones. */
  resource?: "first" | "middle" | "last";
  /** A kind that takes its place if both would be about the same resource, because each would need the other. */
  unless?: string;
}

/** Each kind of task once, about different resources, so that no task is the repetition of another. */
function setOfResources(folder: string, { resources }: Project): TaskSet {
  const file = join(folder, "tasks.json");
  const contract = contractIn(join(folder, "contract"));
  const changes = changesFrom(contract.get(mutantsFile) ?? "{}", file);
  const all = (readTasks(file) as Kind[]).map(({ resource, unless = "", ...task }) => {
    const named = (text: string) => namedAfter(resourceAt(resources, resource), text);
    const as = <T>(value: T) => JSON.parse(named(JSON.stringify(value))) as T;
    const checks = [...contract].filter(([path]) => path.endsWith(`/${task.id}.js`));
    return {
      task: as(task),
      unless: named(unless),
      checks: checks.map(([path, text]) => [named(path), named(text)] as const),
      changes: changes.filter((change) => change.task === task.id).map(as),
    };
  });
  const ids = new Set(all.map(({ task }) => task.id));
  const parts = all.filter(({ unless }) => !ids.has(unless));
  const known = resources.map(({ plural, access }) => ({ plural: plural.kebab, table: plural.snake, access }));
  return {
    tasks: checkTasks(withOwnNeeds(parts.map(({ task }) => task)), file),
    contract: new Map([
      ...parts.flatMap(({ checks }) => checks),
      [mutantsFile, changesDocument(parts.flatMap((part) => part.changes))],
    ]),
    layer: join(folder, "check"),
    files: new Map([["check/resources.json", `${JSON.stringify({ resources: known }, null, 2)}\n`]]),
    seeds: join(folder, "seeds.json"),
  };
}

function resourceAt(resources: Resource[], place: Kind["resource"]): Resource {
  const at = { first: 0, middle: Math.floor(resources.length / 2), last: resources.length - 1 }[place ?? "first"];
  const resource = resources[at];
  if (resource === undefined) throw new Error("A project without resources has no tasks of resources.");
  return resource;
}

/** A need holds if both tasks are about the same resource. */
function withOwnNeeds(tasks: Task[]): Task[] {
  const ids = new Set(tasks.map(({ id }) => id));
  return tasks.map((task) => ({ ...task, needs: task.needs.filter((id) => ids.has(id)) }));
}
