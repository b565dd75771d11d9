// Generated assignment: an idea's project, with the tasks, checks and starter that its stack brings.
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Project } from "../project/project.ts";
import { receiptFile } from "../project/receipt.ts";
import { render } from "../render/render.ts";
import type { Assignment } from "./assignment.ts";
import type { Grading } from "./checking.ts";
import { databaseGrading } from "./database-checks.ts";
import { kitOf, type Kit } from "./kit.ts";
import { taskSetOf } from "./task-set.ts";
import type { Task } from "./tasks.ts";
import type { Terms } from "./terms.ts";

interface Generated {
  project: Project;
  tasks: Task[];
  terms: Terms;
  version: string;
}

/** @throws UserError if the stack or the idea has no tasks */
export async function generatedAssignment({ project, tasks, terms, version }: Generated): Promise<Assignment> {
  const kit = kitOf(project.templates, project.stack);
  const { contract, layer, files: checkFiles, seeds } = taskSetOf(project);
  const common = [...layersFor(project, kit), layer];
  const files: Assignment["files"] = async (open) => {
    const layers = open.length === 0 ? common : [...common, join(kit.folder, "base/starter")];
    const openTasks = new Set(open.map(({ id }) => id));
    const rendered = await render({
      project,
      version,
      openTasks,
      stub: kit.stub,
      layers: layers.filter((folder) => existsSync(folder)),
    });
    return new Map([...rendered, ...checkFiles]);
  };
  const receipt: unknown = JSON.parse((await files([])).get(receiptFile) ?? "{}");
  const { manager, stack, language } = project;
  return {
    title: project.title,
    tasks,
    terms,
    version,
    files,
    bytes: new Map(),
    contract,
    seeds,
    more: new Map(),
    origin: { project: receipt },
    checking: {
      command: `${manager.run} check`,
      start: manager.steps[0] ?? "",
      install: manager.install,
      packages: stack.packages,
      node: kit.node[language.id] ?? [],
      grading: gradingOf(project, kit),
      database: process.env[kit.server] === undefined ? kit.embedded : `the server at ${kit.server}`,
    },
  };
}

function layersFor({ templates, resources }: Project, { folder }: Kit): string[] {
  // Examples that no open task can keep from being inserted.
  const examples = resources.length === 0 ? [] : [join(folder, "resources/examples")];
  return [join(templates, "assignments/base"), join(folder, "base/check"), ...examples];
}

function gradingOf({ templates, language, manager, database }: Project, kit: Kit): Grading {
  const { layers, server } = databaseGrading(templates, database);
  return {
    layers: [join(templates, "assignments/grade/check"), ...layers, join(kit.folder, "grade/check")],
    start: kit.grade.start[language.id] ?? [],
    ready: kit.grade.ready,
    install: `${manager.install} --ignore-scripts`,
    settings: {},
    server,
  };
}
