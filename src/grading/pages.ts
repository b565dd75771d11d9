// Pages: reports/<key>.md for each student, and reports/class.md for the instructor.
import type { Draft } from "../draft.ts";
import { escaped } from "../classroom/paper.ts";
import type { Task } from "../classroom/tasks.ts";
import { counted, onOneLine } from "../shown.ts";
import { statuses, type Result } from "./results.ts";
import { isGraded, mostOf, pointsOf, type TaskResult, type TaskState } from "./score.ts";

export const reportsFolder = "reports";

interface Pages {
  title: string;
  tasks: Task[];
  results: Result[];
  /** The name of a student or of a group. */
  nameOf: (key: string) => string;
  /** What late work cost, in a sentence; undefined for work in time. */
  lateOf?: (result: Result) => string | undefined;
  /** The keys of those who handed in nothing. */
  absent?: string[];
}

const marks: Record<TaskState, string> = { done: "✔", failed: "✘", blocked: "◌", open: "○", "not graded": "–" };

/** All pages, by their paths in the assignment's folder. */
export function pagesOf(pages: Pages): Draft {
  const own = pages.results.map((result) => [`${reportsFolder}/${result.key}.md`, studentPage(pages, result)] as const);
  return new Map([...own, [`${reportsFolder}/class.md`, classPage(pages)]]);
}

function studentPage({ title, tasks, nameOf, lateOf }: Pages, result: Result): string {
  const known = result.tasks.flatMap((found) =>
    tasks.filter(({ id }) => id === found.id).map((task) => ({ found, task })),
  );
  const failed = known.filter(({ found }) => found.state === "failed" || (found.state === "open" && found.points > 0));
  // The first line of the page says why nothing of a submission was checked.
  const blocked = known.filter(({ found }) => found.state === "blocked" && wasBegun(found, result));
  const done = known.filter(({ found }) => found.points > 0);
  const rows = known.map(({ found, task }) => [
    `${marks[found.state]} ${found.state}`,
    found.id,
    task.title,
    pointsCell(found),
  ]);
  const late = lateOf?.(result);
  return page([
    `# ${escaped(nameOf(result.key))}`,
    `${escaped(title)}: **${result.points} of ${mostOf(result.tasks)} points**. ${escaped(result.sentence)}`,
    ...(late === undefined ? [] : [late]),
    ...(result.sandboxed ? [] : ["Graded without a sandbox."]),
    table(["State", "Task", "", "Points"], rows),
    ...(failed.length === 0 ? [] : ["## What failed", ...failed.map(({ found, task }) => failures(found, task))]),
    ...blocked.map(({ found, task }, at) => `${at === 0 ? "## Blocked\n\n" : ""}${blockedPart(found, task, result)}`),
    ...(done.length === 0 ? [] : ["## Questions", ...done.map(({ task }) => questions(task))]),
  ]);
}

/** Reasons are shown as code, because an app can write anything into them. */
function failures({ failures: all }: TaskResult, { id, title }: Task): string {
  const shown = all.map(({ check, reason }) => `- ${escaped(onOneLine(check))}\n\n${indented(reason)}`);
  return [`### ${id}: ${title}`, ...shown].join("\n\n");
}

function indented(reason: string): string {
  const lines = reason.split(/\r?\n/).slice(0, 12);
  return lines.map((line) => `      ${onOneLine(line)}`.trimEnd()).join("\n");
}

function wasBegun({ failures: all }: TaskResult, { status }: Result): boolean {
  return all.length > 0 && status !== "did not start";
}

/** By tasks that are needed, or by a step before the checks, which says why. */
function blockedPart(found: TaskResult, task: Task, { tasks }: Result): string {
  const missing = task.needs.filter((need) => tasks.some(({ id, state }) => id === need && state !== "done"));
  if (missing.length === 0) return failures(found, task);
  return `- ${task.id}: ${task.title}, until ${missing.join(", ")} is done`;
}

function questions({ id, interview }: Task): string {
  return `### ${id}\n\n${interview.map((question) => `1. ${question}`).join("\n")}`;
}

function classPage({ title, tasks, results, nameOf, absent = [] }: Pages): string {
  const counts = statuses.map((status) => ({ status, count: results.filter((each) => each.status === status).length }));
  const found = counts.flatMap(({ status, count }) => (count === 0 ? [] : [`${count} ${status}`])).join(", ");
  const most = Math.max(0, ...results.map((result) => mostOf(result.tasks)));
  const mean = results.length === 0 ? 0 : Math.round((pointsOf(results) / results.length) * 10) / 10;
  const order = hardestFirst(tasks, results);
  const students = results.map((result) => {
    const { key, status, points } = result;
    return [escaped(nameOf(key)), status, String(points), ...marksOf(result, order)];
  });
  const head = ["Task", "", "Done", "", "Failed", "Blocked", "Open"];
  return page([
    `# Class: ${escaped(title)}`,
    `${counted(results.length, "submission")}: ${found}. On average ${mean} of ${most} points.`,
    "## Tasks, the hardest first",
    table(
      head,
      order.map((task) => taskRow(task, results)),
    ),
    "## Students",
    table(["Student", "Status", "Points", ...order.map(({ id }) => id)], students),
    ...(absent.length === 0 ? [] : [`Handed in nothing: ${absent.map((key) => escaped(nameOf(key))).join("; ")}.`]),
    "✔ done, ✘ failed, ◌ blocked by another task or not checked, ○ open, – not graded",
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

/** Ten blocks. */
function bar(part: number): string {
  const full = Math.round(part * 10);
  return "█".repeat(full) + "░".repeat(10 - full);
}

/** The marks of a student, task by task. */
function marksOf({ tasks: found }: Result, order: Task[]): string[] {
  return order.map(({ id }) => marks[found.find((task) => task.id === id)?.state ?? "open"]);
}

function pointsCell({ points, of }: TaskResult): string {
  return `${Math.round(points * 10) / 10} of ${of}`;
}

function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

function page(parts: string[]): string {
  return `${parts.join("\n\n")}\n`;
}
