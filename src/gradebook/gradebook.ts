// Gradebook: the grade of every student of an assignment, from what was collected and what the checks gave.
import { readResults, type Result } from "../grading/results.ts";
import { isGraded, mostOf } from "../grading/score.ts";
import { readClass, type Member } from "../roster/class-file.ts";
import { shown } from "../shown.ts";
import { UserError } from "../user-error.ts";
import { collectedBefore, type Submission } from "./collected-file.ts";
import type { LateRule } from "./late-rule.ts";
import { penaltyFor, pointsAfter } from "./late.ts";

/** A row of a gradebook: one student, who may share a submission with a group. */
export interface Grade extends Member {
  key: string;
  /** As the checks left it, "not submitted", or "not graded" for work that came. */
  status: string;
  /** Points of the checks, and after the late penalty; undefined without a submission. */
  points?: number;
  grade?: number;
  /** The most points of the tasks that were graded. */
  of: number;
  /** Minutes after the deadline. */
  late: number;
  /** Whether it is known when the work came. */
  timed: boolean;
  /** The part that is taken off: 0 to 1. */
  penalty: number;
  sandboxed: boolean;
  /** By the id of the task, without those that were not graded. */
  tasks: Map<string, number>;
}

export interface Gradebook {
  /** In the order of the roster. */
  grades: Grade[];
  tasks: string[];
  /** The most points that can be reached. */
  of: number;
  /** How many were graded with other points, or other tasks, than the assignment has now. */
  outdated: number;
  /** How many were collected, and not graded as they are now. */
  waiting: number;
}

/**
 * @param late what late work costs; undefined if it costs nothing
 * @throws UserError if nothing was graded, or a file is damaged
 */
export function readGradebook(
  folder: string,
  tasks: { id: string; points: number }[],
  late: LateRule | undefined,
): Gradebook {
  const found = readResults(folder);
  if (found === undefined)
    throw new UserError(`${shown(folder, 400)} has no grades yet.`, "Run assignment check first.");
  const results = new Map(found.results.map((result) => [result.key, result]));
  const collected = collectedBefore(folder);
  const { students } = readClass(folder) ?? { students: [] };
  const known = new Set(students.map(({ key }) => key));
  const others = [...results.keys()].filter((key) => !known.has(key)).sort();
  const all = [...students, ...others.map((key) => ({ key, members: [{ name: collected.get(key)?.name ?? key }] }))];
  const of = found.results.length === 0 ? 0 : Math.max(...found.results.map((result) => mostOf(result.tasks)));
  const grades = all.flatMap(({ key, members }) => {
    const came = collected.get(key);
    const earned = earnedBy(results.get(key), came, late);
    return members.map((member) => ({ of, ...member, ...earned, key, timed: came !== undefined }));
  });
  const outdated = found.results.filter((result) => isOutdated(result, tasks)).length;
  const waiting = [...collected.values()].filter((came) => isWaiting(came, results.get(came.key))).length;
  return { grades, tasks: tasks.map(({ id }) => id), of, outdated, waiting };
}

/** Of folders and zip files only the time was noted. */
function isWaiting({ commit, pushed }: Submission, result: Result | undefined): boolean {
  if (result === undefined) return [commit, pushed].some((each) => typeof each === "string");
  return typeof commit === "string" && commit !== result.of;
}

function isOutdated({ tasks: found }: Result, tasks: { id: string; points: number }[]): boolean {
  const points = new Map(found.map(({ id, of }) => [id, of]));
  return points.size !== tasks.length || tasks.some((task) => points.get(task.id) !== task.points);
}

type Earned = Omit<Grade, keyof Member | "key" | "of" | "timed"> & { of?: number };

function earnedBy(result: Result | undefined, came: Submission | undefined, rule: LateRule | undefined): Earned {
  const late = came?.late ?? 0;
  if (result === undefined) {
    const status = came !== undefined && isWaiting(came, result) ? "not graded" : "not submitted";
    return { status, late, penalty: 0, sandboxed: true, tasks: new Map() };
  }
  const penalty = rule === undefined ? 0 : penaltyFor(late, rule);
  const { status, points, sandboxed, tasks } = result;
  const grade = pointsAfter(penalty, points);
  const byTask = new Map(tasks.filter(isGraded).map((task) => [task.id, task.points]));
  return { status, points, of: mostOf(tasks), grade, late, penalty, sandboxed, tasks: byTask };
}
