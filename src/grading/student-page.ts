// Student page: points, what failed and why, what is blocked, and interview questions.
import { escaped } from "../classroom/paper.ts";
import type { Task } from "../classroom/tasks.ts";
import { counted, onOneLine } from "../shown.ts";
import { marks, page, table, type Pages } from "./page-parts.ts";
import type { Result } from "./results.ts";
import { mostOf, type TaskResult } from "./score.ts";

export function studentPage({ title, tasks, nameOf, lateOf }: Pages, result: Result): string {
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
    `${escaped(title)}: **${result.points} of ${counted(mostOf(result.tasks), "point")}**. ${escaped(result.sentence)}`,
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

function pointsCell({ points, of }: TaskResult): string {
  return `${Math.round(points * 10) / 10} of ${of}`;
}
