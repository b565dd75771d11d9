// Tasks: what an idea's tasks.json holds, checked, and the tasks that an assignment leaves open.
import { isObject, readJsonFile } from "../json-file.ts";
import { nearest } from "../nearest.ts";
import { counted, shown } from "../shown.ts";
import { UserError } from "../user-error.ts";

export interface Task {
  /** As in the marks of its regions. */
  id: string;
  title: string;
  skill: string;
  level: Level;
  hours: number;
  points: number;
  brief: string;
  hints: [string, string];
  /** The ids of the tasks that have to be done before its checks can pass. */
  needs: string[];
  interview: [string, string];
  /** Where to look, if that is not the files of its regions. */
  files?: string[];
}

export const levels = [1, 2, 3] as const;
export type Level = (typeof levels)[number];

/**
 * Reads a tasks.json.
 * @throws UserError for a task that is incomplete, given twice, or needs an unknown task or, through others, itself
 */
export function readTasks(file: string): Task[] {
  const { tasks } = readJsonFile("list of tasks", file);
  if (!Array.isArray(tasks) || tasks.length === 0) throw wrong(file, '"tasks" is not a list of tasks');
  return checkTasks(tasks, file);
}

/** @throws UserError as readTasks, with the file in its message */
export function checkTasks(tasks: unknown[], file: string): Task[] {
  const all = tasks.map((task, at) => checkedTask(task, at, file));
  const ids = all.map(({ id }) => id);
  const twice = ids.find((id, at) => ids.indexOf(id) !== at);
  if (twice !== undefined) throw wrong(file, `the task ${twice} is there twice`);
  for (const { id, needs } of all) {
    const unknown = needs.find((need) => !ids.includes(need));
    if (unknown !== undefined) throw wrong(file, `${id} needs ${shown(unknown)}, which is no task`);
    if (needed(id, all).has(id)) throw wrong(file, `${id} needs itself, through ${needs.join(", ")}`);
  }
  return all;
}

/** How much work tasks are together: "14 points, about 3 hours". */
export function sizeOf(tasks: Task[]): string {
  const sum = (key: "hours" | "points") => tasks.reduce((total, task) => total + task[key], 0);
  return `${counted(sum("points"), "point")}, about ${counted(sum("hours"), "hour")}`;
}

/** Everything that a task needs, through others too. */
export function needed(id: string, tasks: Task[]): Set<string> {
  const found = new Set<string>();
  const visit = (from: string) => {
    for (const need of tasks.find((task) => task.id === from)?.needs ?? []) {
      if (found.has(need)) continue;
      found.add(need);
      visit(need);
    }
  };
  visit(id);
  return found;
}

/**
 * The tasks that an assignment leaves open.
 * @throws UserError for an unknown id, and if none fits
 */
export function chosenTasks(tasks: Task[], { ids, level }: { ids?: string[]; level?: number }): Task[] {
  for (const id of ids ?? []) {
    const known = tasks.map((task) => task.id);
    if (!known.includes(id)) throw new UserError(`There is no task ${shown(id)}.`, nearest(id, known));
  }
  const chosen = tasks.filter(
    (task) => (ids?.includes(task.id) ?? true) && (level === undefined || task.level <= level),
  );
  if (chosen.length > 0) return chosen;
  if (ids !== undefined) throw new UserError("--tasks names no task.", "Write their ids, such as find-post,feed.");
  throw new UserError(`No task fits level ${level}.`, "Choose a level from 1 to 3, or name tasks with --tasks.");
}

const texts = ["id", "title", "skill", "brief"] as const;
const pairs = ["hints", "interview"] as const;

function checkedTask(task: unknown, at: number, file: string): Task {
  const name = isObject(task) && typeof task.id === "string" ? shown(task.id) : `number ${at + 1}`;
  const fail = (problem: string) => wrong(file, `task ${name} ${problem}`);
  if (!isObject(task)) throw fail("is not an object");
  for (const key of texts) if (typeof task[key] !== "string" || task[key].trim() === "") throw fail(`has no ${key}`);
  for (const key of pairs) if (!isTexts(task[key]) || task[key].length !== 2) throw fail(`needs two texts in "${key}"`);
  if (!/^[a-z][a-z0-9-]*$/.test(String(task.id))) throw fail("has an id with other characters than a-z, 0-9 and -");
  if (!levels.includes(task.level as Level)) throw fail("needs a level of 1, 2 or 3");
  if (!isPositive(task.hours)) throw fail("needs hours above 0");
  if (!isPositive(task.points)) throw fail("needs points above 0");
  if (!isTexts(task.needs)) throw fail('needs a list "needs", which may be empty');
  if (task.files !== undefined && !isTexts(task.files)) throw fail('needs a list of paths in "files"');
  return task as unknown as Task;
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((each) => typeof each === "string" && each.trim() !== "");
}

function isPositive(value: unknown): boolean {
  return typeof value === "number" && value > 0 && value <= 1000;
}

function wrong(file: string, problem: string): UserError {
  return new UserError(`In ${shown(file, 300)}: ${problem}.`, "Mend the file.");
}
