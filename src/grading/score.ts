// Score: the points and the state of each task, from its checks, as `npm run check` shows them to a student.
import type { CheckResult } from "../classroom/run-checks.ts";

export const states = ["done", "failed", "blocked", "open", "not graded"] as const;
export type TaskState = (typeof states)[number];

export interface TaskResult {
  id: string;
  /** Reached. */
  points: number;
  of: number;
  state: TaskState;
  /** `blocked`: the check could not begin, because a step before it failed. */
  failures: { check: string; reason: string; blocked?: boolean }[];
}

/** A task as the assignment knows it. */
export interface GradedTask {
  id: string;
  title: string;
  points: number;
  needs: string[];
  interview: [string, string];
  /** Lines that only the starter has. */
  starter: { file: string; line: string }[];
  /** Whether the run leaves it out. */
  left?: boolean;
}

/** Each check of a task is worth the same. */
export function scoreOf(
  tasks: GradedTask[],
  checks: CheckResult[],
  hasLine: (file: string, line: string) => boolean,
): TaskResult[] {
  const of = (id: string) => checks.filter(({ task }) => task === id);
  const done = new Set(
    tasks.filter(({ id }) => of(id).length > 0 && of(id).every(({ passed }) => passed)).map(({ id }) => id),
  );
  return tasks.map((task) => {
    const own = of(task.id);
    const passed = own.filter((check) => check.passed).length;
    const failures = own.flatMap(({ check, passed, reason, blocked }) => (passed ? [] : [{ check, reason, blocked }]));
    const points = own.length === 0 ? 0 : (task.points * passed) / own.length;
    return { id: task.id, points, of: task.points, state: stateOf(task), failures };
  });

  function stateOf({ id, needs, starter, left }: GradedTask): TaskState {
    if (left === true) return "not graded";
    if (done.has(id)) return "done";
    if (needs.some((need) => tasks.some((task) => task.id === need && task.left !== true) && !done.has(need)))
      return "blocked";
    const began = of(id).filter(({ blocked }) => !blocked);
    const untouched =
      starter.length > 0
        ? starter.some(({ file, line }) => hasLine(file, line))
        : began.length > 0 && !began.some(({ passed }) => passed);
    if (untouched) return "open";
    return began.every(({ passed }) => passed) ? "blocked" : "failed";
  }
}

/** What the tasks that were graded come to together. */
export function mostOf(tasks: TaskResult[]): number {
  return tasks.filter(isGraded).reduce((total, { of }) => total + of, 0);
}

export function isGraded({ state }: TaskResult): boolean {
  return state !== "not graded";
}

/** The sum of the points, with one decimal. */
export function pointsOf(tasks: Pick<TaskResult, "points">[]): number {
  return Math.round(tasks.reduce((total, { points }) => total + points, 0) * 10) / 10;
}
