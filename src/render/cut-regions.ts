// Cut pass: removes the marks of task regions, and the solution of each open task.
import type { Draft } from "../draft.ts";
import { UserError } from "../user-error.ts";
import { markIn, mayHoldMarks, uncommented, type Mark } from "./marks.ts";

interface Region {
  task: string;
  line: number;
  solution: string[];
  /** The lines that replace the solution, without comment marks; undefined if the region has none. */
  starter?: string[];
}

/**
 * Cuts the marked regions of every file.
 * @param open ids of the tasks whose solution is removed
 * @throws UserError with file and line for a mark that is nested, unopened, unclosed, crossed or out of place
 */
export function cutRegions(draft: Draft, open: ReadonlySet<string>): Draft {
  return new Map([...draft].map(([path, text]) => [path, cutFile(path, text, open)]));
}

/** The tasks with a region in a file, each once, in order. */
export function tasksIn(path: string, text: string): string[] {
  return [...new Set(read(path, text).flatMap((part) => (typeof part === "string" ? [] : part.task)))];
}

function cutFile(path: string, text: string, open: ReadonlySet<string>): string {
  const parts = read(path, text);
  if (parts.every((part) => typeof part === "string")) return text;
  const lines = parts.flatMap((part) => (typeof part === "string" ? part : linesOf(part, open))).join("\n");
  return open.size === 0 ? lines : lines.replaceAll(/\n{3,}/g, "\n\n");
}

function linesOf({ task, solution, starter = [] }: Region, open: ReadonlySet<string>): string[] {
  return open.has(task) ? starter : solution;
}

function read(path: string, text: string): (string | Region)[] {
  if (!mayHoldMarks(text)) return [text];
  const parts: (string | Region)[] = [];
  let region: Region | undefined;
  for (const [index, line] of text.split("\n").entries()) {
    const mark = markIn(path, line);
    if (mark === undefined) addLine(path, line, region, parts);
    else region = next(region, mark, { path, line: index + 1 });
    if (mark?.word === "task" && region !== undefined) parts.push(region);
  }
  if (region !== undefined) throw wrong({ path, line: region.line }, `task ${region.task} is never closed`);
  return parts;
}

function addLine(path: string, line: string, region: Region | undefined, parts: (string | Region)[]): void {
  if (region === undefined) parts.push(line);
  else if (region.starter === undefined) region.solution.push(line);
  else region.starter.push(uncommented(path, line));
}

interface Place {
  path: string;
  line: number;
}

function next(region: Region | undefined, mark: Mark, place: Place): Region | undefined {
  if (mark.word === "task") {
    if (region !== undefined) throw wrong(place, `task ${mark.id} opens inside task ${region.task}`);
    return { task: mark.id, line: place.line, solution: [] };
  }
  if (region === undefined)
    throw wrong(place, mark.word === "end" ? `end ${mark.id} closes nothing` : "starter is outside a task");
  if (mark.word === "starter") {
    if (region.starter !== undefined) throw wrong(place, `task ${region.task} has a second starter`);
    return Object.assign(region, { starter: [] });
  }
  if (mark.id !== region.task) throw wrong(place, `end ${mark.id} is inside task ${region.task}`);
  return undefined;
}

function wrong({ path, line }: Place, problem: string): UserError {
  return new UserError(`${path}, line ${line}: ${problem}.`, "Put each task between its own two marks.");
}
