// Variants: the projects that a proof runs: the solution, the starter, each task alone open, and changed solutions.
import type { Draft } from "../draft.ts";
import { shown } from "../shown.ts";
import { UserError } from "../user-error.ts";
import type { Assignment } from "./assignment.ts";
import type { Change } from "./changes.ts";
import type { Task } from "./tasks.ts";

export interface Variant {
  name: string;
  /** The ids of its open tasks. */
  open: string[];
  change?: Change;
  files: () => Promise<Draft>;
}

/**
 * All variants, the solution first.
 * @throws UserError for a mutant of a task that is not there
 */
export function variantsOf(assignment: Assignment, changes: Change[]): Variant[] {
  const { tasks } = assignment;
  const lost = changes.find(({ task }) => task !== undefined && !tasks.some(({ id }) => id === task));
  if (lost !== undefined)
    throw new UserError(`A mutant is of ${shown(lost.task ?? "")}, which is no task here.`, "Mend mutants.json.");
  const opened = (name: string, open: Task[]): Variant => ({
    name,
    open: open.map(({ id }) => id),
    files: () => assignment.files(open),
  });
  return [
    opened("solution", []),
    opened("starter", tasks),
    ...tasks.map((task) => opened(`${task.id} open`, [task])),
    ...changes.map((change) => ({
      name: change.says,
      open: [],
      change,
      files: async () => changed(await assignment.files([]), change),
    })),
  ];
}

/** @throws UserError unless the file holds the text once */
function changed(solution: Draft, { says, file, find, replace }: Change): Draft {
  const [before, after, ...more] = solution.get(file)?.split(find) ?? [];
  if (before === undefined || after === undefined || more.length > 0)
    throw new UserError(
      `${shown(says)}: ${shown(file)} does not hold ${shown(find)} once.`,
      "Mend it in mutants.json.",
    );
  return new Map(solution).set(file, before + replace + after);
}
