// Places: where the open tasks of a starter are, for its report and its paper.
import type { Draft } from "../draft.ts";
import { UserError } from "../user-error.ts";
import type { Task } from "./tasks.ts";

/** What a starter has in place of a solution. */
interface StarterLine {
  file: string;
  /** Without indentation. */
  line: string;
}

interface Place {
  files: string[];
  starter: StarterLine[];
  /** How many files are others than in the solution. */
  changes: number;
}

/**
 * By the id of the task.
 * @throws UserError for a task that no mark of this project belongs to, for example because its resources are others
 */
export async function placesOf(
  { tasks, files }: { tasks: Task[]; files: (open: Task[]) => Promise<Draft> },
  solution: Draft,
): Promise<Map<string, Place>> {
  const places = new Map<string, Place>();
  for (const task of tasks) places.set(task.id, placeOf(task, solution, await files([task])));
  refuseUnmarked(places);
  return places;
}

/** What the report of a starter knows of its tasks: check/tasks.json. */
export function tasksDocument(tasks: Task[], places: Map<string, Place>): string {
  const known = tasks.map(({ id, title, points, needs }) => {
    const { files, starter } = places.get(id) ?? { files: [], starter: [] };
    return { id, title, points, needs, files, starter };
  });
  return `${JSON.stringify({ tasks: known }, null, 2)}\n`;
}

/** The files that a task changes, and one line in each that only its starter has. */
function placeOf(task: Task, solution: Draft, alone: Draft): Place {
  const changed = [...alone].filter(
    ([file, text]) => solution.has(file) && solution.get(file) !== text && file !== "README.md",
  );
  const starter = changed.flatMap(([file, text]) => {
    const before = new Set(trimmedLines(solution.get(file) ?? ""));
    const added = trimmedLines(text).find((line) => line.length > 3 && !before.has(line) && !/^import /.test(line));
    return added === undefined ? [] : [{ file, line: added }];
  });
  const removed = [...solution.keys()].filter((file) => !alone.has(file));
  return { files: task.files ?? changed.map(([file]) => file), starter, changes: changed.length + removed.length };
}

function refuseUnmarked(places: Map<string, Place>): void {
  const [id] = [...places].find(([, { changes }]) => changes === 0) ?? [];
  if (id === undefined) return;
  throw new UserError(
    `The task ${id} changes nothing in this project: no file has a mark of it.`,
    "Choose other tasks, leave --resource out, or make an assignment of your own with --from.",
  );
}

function trimmedLines(text: string): string[] {
  return text.split("\n").map((line) => line.trim());
}
