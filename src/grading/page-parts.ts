// Page parts: what the pages about students and about the class have in common.
import type { Task } from "../classroom/tasks.ts";
import type { Result } from "./results.ts";
import type { TaskState } from "./score.ts";

export interface Pages {
  title: string;
  tasks: Task[];
  results: Result[];
  nameOf: (key: string) => string;
  /** What late work cost, in a sentence; undefined for work in time. */
  lateOf?: (result: Result) => string | undefined;
  /** The keys of those who handed in nothing. */
  absent?: string[];
}

export const marks: Record<TaskState, string> = { done: "✔", failed: "✘", blocked: "◌", open: "○", "not graded": "–" };

export function table(head: string[], rows: string[][]): string {
  const line = (cells: string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

export function page(parts: string[]): string {
  return `${parts.join("\n\n")}\n`;
}
