// Report of `assignment create`: what a person reads, counted and in the past tense.
import { join } from "node:path";
import { commandToType } from "../../invocation.ts";
import { sizeOf } from "../../classroom/tasks.ts";
import type { Terms } from "../../classroom/terms.ts";
import { overNote } from "../../handout/deadlines.ts";
import { quote } from "../../shell.ts";
import { goTo, nameOf } from "../next-steps.ts";
import type { Contents } from "../../draft.ts";
import type { GitOutcome } from "../../git/first-commit.ts";
import type { Terminal } from "../../terminal.ts";
import type { AssignmentOrder } from "./assignment-order.ts";
import { counted } from "../../shown.ts";

interface Reported {
  order: AssignmentOrder;
  draft: Contents;
  git: GitOutcome;
  terminal: Terminal;
}

/** A deadline that is over, and a rule that nothing falls under. */
function notesOn({ due, late }: Terms): string[] {
  if (due === undefined && late !== undefined) return ["Nothing is late without a deadline: add --due"];
  return overNote(due);
}

export function reportAssignmentPlan({ order, draft, terminal }: Reported): void {
  terminal.document(documentOf({ order, draft, status: "planned" }));
  terminal.say(`Would write ${draft.size} files to ${nameOf(order.target.path)}: ${contentsOf({ order })}\n`);
  terminal.say(
    [...draft.keys()]
      .sort()
      .map((path) => `  ${path}`)
      .join("\n"),
  );
  for (const note of notesOn(order.assignment.terms)) terminal.note(note);
  terminal.say("\nThis was a dry run: nothing was written.");
}

export function reportAssignment({ order, draft, git, terminal }: Reported): void {
  terminal.document({ ...documentOf({ order, draft, status: "created" }), git });
  const { path } = order.target;
  const { checking } = order.assignment;
  terminal.done(`Wrote ${draft.size} files to ${nameOf(path)}: ${contentsOf({ order })}`);
  for (const note of notesOn(order.assignment.terms)) terminal.note(note);
  if (git.status === "committed") terminal.done(`Made the first commit of the starter on ${git.branch}`);
  if (git.status === "failed")
    terminal.note(`Git did not make the first commit of the starter. Its output:\n\n${git.problem}`);
  if (git.status === "inside") terminal.note(`Created no Git repository: the folder is part of ${git.workTree}`);
  if (git.status === "missing" || git.status === "anonymous")
    terminal.note(`The starter has no commit yet. In it, type:\n\n${git.finish.map((line) => `  ${line}`).join("\n")}`);
  terminal.say("\nNext, to try the starter as a student:\n");
  terminal.commands([
    ...[goTo(join(path, "starter"))].flatMap((go) => go ?? []),
    ...(checking.install === "" ? [] : [checking.install]),
    checking.command,
  ]);
  terminal.say(
    `\nTo prove that solution, starter and checks fit: ${commandToType(["assignment", "prove", quote(nameOf(path))])}`,
  );
}

function contentsOf({
  order: {
    assignment: { tasks },
  },
}: Pick<Reported, "order">): string {
  return `a starter with ${counted(tasks.length, "open task")} (${sizeOf(tasks)}), its solution and their checks`;
}

function documentOf({
  order: {
    target,
    assignment: { title, tasks, terms },
  },
  draft,
  status,
}: Pick<Reported, "order" | "draft"> & { status: string }): object {
  return {
    format: 1,
    status,
    directory: target.path,
    title,
    tasks: tasks.map(({ id, title, level, points, hours }) => ({ id, title, level, points, hours })),
    ...terms,
    files: [...draft.keys()].sort(),
  };
}
