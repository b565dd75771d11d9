// Own repo: an assignment from an instructor's repo in any language, with marked regions and a folder `assignment/`.
import { existsSync, readFileSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import type { Draft } from "../draft.ts";
import { filesOfRepo } from "../git/repo-files.ts";
import { cutRegions, tasksIn } from "../render/cut-regions.ts";
import { shown } from "../shown.ts";
import { UserError } from "../user-error.ts";
import type { Assignment } from "./assignment.ts";
import { runIn } from "./repo-run.ts";
import { contractIn } from "./task-set.ts";
import type { Task } from "./tasks.ts";
import type { Terms } from "./terms.ts";

/** The folder in the repo with `tasks.json` and `contract/`, which no student gets. */
export const assignmentFolder = "assignment";

interface FromRepo {
  folder: string;
  templates: string;
  tasks: Task[];
  terms: Terms;
  version: string;
}

/** @throws UserError for a wrong mark, a task without a region, or a file that is no text */
export async function assignmentFromRepo({ folder, templates, tasks, terms, version }: FromRepo): Promise<Assignment> {
  const marked = await readRepo(folder);
  checkMarks(marked, tasks);
  checkPaths(marked);
  const run = runIn(join(folder, assignmentFolder, "tasks.json"));
  const { install, start, ready, environment } = run;
  const added = new Map([
    ...folderOf(join(templates, "assignments/base/check")),
    ...folderOf(join(templates, "assignments/process/check")),
    ...folderOf(join(folder, assignmentFolder, "check")),
    ["app.json", `${JSON.stringify({ start, ready, environment }, null, 2)}\n`],
  ]);
  const check = [...added].map(([path, text]) => [`check/${path}`, text] as const);
  return {
    title: basename(folder),
    tasks,
    terms,
    version,
    files: (open) =>
      Promise.resolve(new Map([...cutRegions(withoutOwn(marked), new Set(open.map(({ id }) => id))), ...check])),
    contract: contractIn(join(folder, assignmentFolder, "contract")),
    seeds: join(folder, assignmentFolder, "seeds.json"),
    // The marked files come along, so that the assignment can be proven wherever it is.
    more: new Map([...marked].map(([path, text]) => [`source/${path}`, text])),
    origin: { source: "source" },
    checking: {
      command: "node check/run.js",
      start,
      install,
      packages: run.packages ?? ["node_modules"],
      node: [],
      grading: {
        layers: ["assignments/grade/check", "assignments/grade/process/check"].map((path) => join(templates, path)),
        start: start.split(" "),
        ready: ready ?? "/",
        install,
        settings: environment ?? {},
      },
    },
  };
}

async function readRepo(folder: string): Promise<Draft> {
  const paths = await filesOfRepo(folder);
  return new Map(paths.map((path) => [path, textOf(folder, path)]));
}

function textOf(folder: string, path: string): string {
  const bytes = readFileSync(join(folder, path));
  if (bytes.includes(0))
    throw new UserError(
      `${shown(path, 400)} is not a text file.`,
      "An assignment holds text only: leave the file out with .gitignore.",
    );
  return bytes.toString("utf8");
}

function withoutOwn(files: Draft): Draft {
  return new Map([...files].filter(([path]) => !path.startsWith(`${assignmentFolder}/`)));
}

/** @throws UserError for a file that an assignment adds itself */
function checkPaths(files: Draft): void {
  const taken = [...files.keys()].find((path) => path.startsWith("check/") || path === "ASSIGNMENT.md");
  if (taken === undefined) return;
  throw new UserError(`The repo has ${shown(taken, 400)}, which an assignment adds itself.`, "Rename it.");
}

function checkMarks(files: Draft, tasks: Task[]): void {
  const found = new Set<string>();
  for (const [path, text] of withoutOwn(files)) {
    for (const id of tasksIn(path, text)) {
      if (!tasks.some((task) => task.id === id))
        throw new UserError(
          `${path}: no task is called ${id}.`,
          `Add it to ${assignmentFolder}/tasks.json, or mend the mark.`,
        );
      found.add(id);
    }
  }
  const without = tasks.find(({ id }) => !found.has(id));
  if (without !== undefined)
    throw new UserError(
      `No file has a region for the task ${without.id}.`,
      `Mark it with "task ${without.id}" and "end ${without.id}".`,
    );
}

function folderOf(folder: string): [string, string][] {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile());
  return files.map(({ name }) => [name, readFileSync(join(folder, name), "utf8")]);
}
