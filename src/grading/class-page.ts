// Class page: the tasks, the hardest first, and the marks of all students.
import { escaped } from "../classroom/paper.ts";
import type { Task } from "../classroom/tasks.ts";
import { counted } from "../shown.ts";
import { marks, page, table, type Pages } from "./page-parts.ts";
import { statuses, type Result } from "./results.ts";
import { isGraded, mostOf, pointsOf, type TaskState } from "./score.ts";

export function classPage({ title, tasks, results, nameOf, lateOf, absent = [] }: Pages): string {
  const counts = statuses.map((status) => ({ status, count: results.filter((each) => each.status === status).length }));
  const found = counts.flatMap(({ status, count }) => (count === 0 ? [] : [`${count} ${status}`])).join(", ");
  const most = Math.max(0, ...results.map((result) => mostOf(result.tasks)));
  const mean = results.length === 0 ? 0 : Math.round((pointsOf(results) / results.length) * 10) / 10;
  const order = hardestFirst(tasks, results);
  const students = results.map((result) => {
    const { key, status, points } = result;
    return [escaped(nameOf(key)), status, String(points), ...marksOf(result, order)];
  });
  const shared = results.flatMap(({ key, shared: owners = [] }) => owners.map((owner) => sharing(key, owner, nameOf)));
  const isLate = results.some((result) => lateOf?.(result) !== undefined);
  const head = ["Task", "", "Done", "", "Failed", "Blocked", "Open"];
  return page([
    `# Class: ${escaped(title)}`,
    `${counted(results.length, "submission")}: ${found}. On average ${mean} of ${counted(most, "point")}.`,
    "## Tasks, the hardest first",
    table(
      head,
      order.map((task) => taskRow(task, results)),
    ),
    "## Students",
    table(["Student", "Status", "Points", ...order.map(({ id }) => id)], students),
    ...(isLate ? ["The points are those before the penalty for late work, which `assignment grades` takes off."] : []),
    ...(absent.length === 0 ? [] : [`Handed in nothing: ${absent.map((key) => escaped(nameOf(key))).join("; ")}.`]),
    "✔ done, ✘ failed, ◌ blocked by another task or not checked, ○ open, – not graded",
    ...(shared.length === 0 ? [] : ["## Shared work", shared.join("\n")]),
  ]);
}

function taskRow({ id, title }: Task, results: Result[]): string[] {
  const found = results.map(({ tasks }) => tasks.find((task) => task.id === id));
  const graded = found.filter((each) => each === undefined || isGraded(each)).length;
  const count = (state: TaskState) => found.filter((each) => each?.state === state).length;
  const part = graded === 0 ? 0 : count("done") / graded;
  const done = `${count("done")} of ${graded}`;
  return [id, title, done, bar(part), String(count("failed")), String(count("blocked")), String(count("open"))];
}

/** By the points that were reached, and then as the assignment has them. Tasks that were left out come last. */
function hardestFirst(tasks: Task[], results: Result[]): Task[] {
  const reached = (id: string) =>
    results.reduce((total, result) => total + (result.tasks.find((task) => task.id === id)?.points ?? 0), 0);
  const found = (id: string) => results.flatMap(({ tasks: all }) => all.filter((task) => task.id === id));
  const isLeft = (id: string) => results.length > 0 && found(id).every((task) => !isGraded(task));
  const parts = new Map(tasks.map(({ id, points }) => [id, isLeft(id) ? Infinity : reached(id) / points]));
  return [...tasks].sort((a, b) => (parts.get(a.id) ?? 0) - (parts.get(b.id) ?? 0));
}

function sharing(key: string, owner: string, nameOf: Pages["nameOf"]): string {
  return `- ${escaped(nameOf(key))} handed in example rows that only ${escaped(nameOf(owner))} got.`;
}

function bar(part: number): string {
  const full = Math.round(part * 10);
  return "█".repeat(full) + "░".repeat(10 - full);
}

function marksOf({ tasks: found }: Result, order: Task[]): string[] {
  return order.map(({ id }) => marks[found.find((task) => task.id === id)?.state ?? "open"]);
}
