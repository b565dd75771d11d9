// Own repo: an assignment from an instructor's repo in any language, with marked regions and a folder `assignment/`.
import { readFileSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import type { Catalog, DatabaseKind } from "../catalog/catalog.ts";
import { fitted } from "../project/free-text.ts";
import { cutRegions } from "../render/cut-regions.ts";
import type { Assignment } from "./assignment.ts";
import type { Checking } from "./checking.ts";
import { databaseChecks, databaseGrading, databaseOf } from "./database-checks.ts";
import { assignmentFolder, readMarkedRepo, studentsFiles } from "./marked-repo.ts";
import { runIn, type Run } from "./repo-run.ts";
import { contractIn, hasFolder } from "./task-set.ts";
import type { Task } from "./tasks.ts";
import type { Terms } from "./terms.ts";

interface FromRepo {
  folder: string;
  catalog: Catalog;
  tasks: Task[];
  terms: Terms;
  version: string;
}

/** @throws UserError for a wrong mark, a task without a region, and what is missing for the checks */
export async function assignmentFromRepo({ folder, catalog, tasks, terms, version }: FromRepo): Promise<Assignment> {
  const { texts, bytes } = await readMarkedRepo(folder, tasks);
  const run = runIn(join(folder, assignmentFolder, "tasks.json"));
  const database = databaseOf(run, texts, catalog);
  const { start, ready, environment } = run;
  const added = new Map([
    ...folderOf(join(catalog.folder, "assignments/base/check")),
    ...folderOf(join(catalog.folder, "assignments/process/check")),
    ...(database === undefined ? [] : folderOf(databaseChecks(catalog.folder, database))),
    ...folderOf(join(folder, assignmentFolder, "check")),
    ["app.json", `${JSON.stringify({ start, ready, environment }, null, 2)}\n`],
  ]);
  const check = [...added].map(([path, text]) => [`check/${path}`, text] as const);
  return {
    title: fitted("title", basename(folder)) || "Assignment",
    tasks,
    terms,
    version,
    files: (open) =>
      Promise.resolve(new Map([...cutRegions(studentsFiles(texts), new Set(open.map(({ id }) => id))), ...check])),
    bytes: studentsFiles(bytes),
    contract: contractIn(join(folder, assignmentFolder, "contract")),
    seeds: join(folder, assignmentFolder, "seeds.json"),
    // The marked files come along, so that the assignment can be proven wherever it is.
    more: new Map([...texts, ...bytes].map(([path, content]) => [`source/${path}`, content])),
    origin: { source: "source" },
    checking: checkingOf(run, catalog.folder, database),
  };
}

function checkingOf(run: Run, templates: string, database: DatabaseKind | undefined): Checking {
  const { install, start, ready = "/", environment = {}, packages = ["node_modules"] } = run;
  const more = database === undefined ? { layers: [] } : databaseGrading(templates, database);
  const layerOf = (name: string) => join(templates, "assignments/grade", name);
  return {
    command: "node --test-reporter=./check/report.js check/run.js",
    start,
    install,
    packages,
    node: [],
    grading: {
      ...more,
      layers: [layerOf("check"), ...more.layers, layerOf("process/check")],
      start: start.split(" "),
      ready,
      install,
      settings: environment,
    },
    ...(database === undefined ? {} : onServer(database)),
  };
}

function onServer({ title, url, checks: { server } }: DatabaseKind): Pick<Checking, "database" | "server"> {
  return { database: `the server at ${server}`, server: { title, variable: server, example: url } };
}

function folderOf(folder: string): [string, string][] {
  if (!hasFolder(folder)) return [];
  const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile());
  return files.map(({ name }) => [name, readFileSync(join(folder, name), "utf8")]);
}
