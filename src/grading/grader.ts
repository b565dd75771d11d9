// Grader: the program that checks submissions, laid out once for a run, and what it knows about the assignment.
import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, realpathSync } from "node:fs";
import { basename, join, relative } from "node:path";
import type { Assignment } from "../classroom/assignment.ts";
import { checksOnDisk } from "../classroom/on-disk.ts";
import type { Draft } from "../draft.ts";
import { isObject, readJsonFile } from "../json-file.ts";
import { ignoredIn } from "./ignored.ts";
import type { GradedTask } from "./score.ts";
import type { Workplace } from "./workplace.ts";

export interface Grader {
  /** The program, in the workplace. */
  folder: string;
  /** The modules that check a submission, of which each gets a copy: path -> text. */
  checks: Draft;
  tasks: GradedTask[];
  /** Whether the .gitignore of the starter names a file of a submission. */
  isIgnored: (path: string) => boolean;
  /** The hash of all checks, points and needs. */
  contract: string;
  solution: string;
  /** Folders with the packages of the solution: name -> folder. */
  packages: Map<string, string>;
}

/** The reporter is that of a proof: a line of JSON for each check. */
interface Layout {
  folder: string;
  /** Whether tasks are left out whose checks run tests of the students. */
  withoutTests: boolean;
  assignment: Assignment;
  templates: string;
  workplace: Workplace;
}

/** Lays out the grader: the checks of the assignment's folder, with an app that runs in a sandbox. */
export async function layOutGrader(layout: Layout): Promise<Grader> {
  const { folder, assignment, templates, workplace, withoutTests } = layout;
  const { checking, tasks: known } = assignment;
  const { layers, server } = checking.grading;
  const solution = join(folder, "solution");
  const project = await assignment.files([]);
  const usual = [...project].filter(([path]) => path.startsWith("check/"));
  const asked = [...checksOnDisk(folder)];
  const left = new Set(withoutTests ? asked.filter(runsTests).map(([path]) => basename(path, ".js")) : []);
  const checks = new Map([
    ...usual,
    ...asked.filter(([path]) => !left.has(basename(path, ".js"))),
    ["check/tasks.json", readFileSync(join(solution, "check/tasks.json"), "utf8")] as const,
  ]);
  const starters = startersIn(folder);
  const tasks = known.map((task) => ({ ...task, starter: starters.get(task.id) ?? [], left: left.has(task.id) }));
  const files = new Map([
    ...filesIn(join(templates, "assignments/grade"), "."),
    ...(server === undefined ? [] : filesIn(server, ".").filter(([path]) => path.endsWith(".js"))),
    ["events.js", readFileSync(join(templates, "assignments/prove/events.js"), "utf8")] as const,
    ["package.json", '{ "type": "module" }\n'] as const,
  ]);
  for (const [path, text] of files) workplace.write(join("grader", path), text);
  const packages = packagesIn(solution, checking.packages);
  for (const [name, to] of packages) workplace.link(join("grader", name), to);
  const graded = tasks.map(({ id, points, needs }) => [id, points, needs]);
  const contract = createHash("sha256")
    .update(JSON.stringify([[...checks].sort(), graded]))
    .digest("hex");
  const layered = layers.flatMap((layer) => filesIn(layer, "check"));
  const modules = [...checks, ...layered].map(([path, text]) => [relative("check", path), text] as const);
  const isIgnored = ignoredIn(join(folder, "starter"), project);
  const program = join(workplace.folder, "grader");
  return { folder: program, checks: new Map(modules), tasks, isIgnored, contract, solution, packages };
}

/** Whether a check runs tests of the students on copies of their code. */
function runsTests([, text]: readonly [string, string]): boolean {
  return /\btestCopies\b/.test(text);
}

function filesIn(folder: string, to: string): (readonly [string, string])[] {
  const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile());
  return files.map(({ name }) => [join(to, name), readFileSync(join(folder, name), "utf8")] as const);
}

function packagesIn(solution: string, names: string[]): Map<string, string> {
  const there = names.filter((name) => existsSync(join(solution, name)));
  return new Map(there.map((name) => [name, realpathSync(join(solution, name))]));
}

/** The lines that tell that a task is still open, as the students have them. */
function startersIn(folder: string): Map<string, GradedTask["starter"]> {
  const { tasks } = readJsonFile("list of tasks", join(folder, "solution/check/tasks.json"));
  const list = Array.isArray(tasks) ? tasks.filter(isObject) : [];
  return new Map(list.map(({ id, starter }) => [String(id), (starter ?? []) as GradedTask["starter"]]));
}
