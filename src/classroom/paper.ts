// Paper: ASSIGNMENT.md, with what each task asks for, its points and, for instructors, the interview questions.
import type { Checking } from "./checking.ts";
import { sizeOf, type Task } from "./tasks.ts";
import type { Terms } from "./terms.ts";
import { counted } from "../shown.ts";

const nth = ["First", "Second"];

const moreChecks = "Your work is graded by these checks, and by others that ask for the same in another way.";

interface Paper {
  title: string;
  tasks: Task[];
  files: Map<string, string[]>;
  terms: Terms;
  checking: Checking;
  /** Whether work is also graded by checks that students do not see. */
  hasMoreChecks: boolean;
  interview?: boolean;
}

export function paper({ title, tasks, files, terms, checking, ...more }: Paper): string {
  const { hasMoreChecks, interview = false } = more;
  return `${[
    `# Assignment: ${escaped(title)}`,
    `${counted(tasks.length, "task")}, ${sizeOf(tasks)}.`,
    ...termLines(terms),
    howTo(checking, tasks[0]?.id ?? ""),
    ...(hasMoreChecks ? [moreChecks] : []),
    table(tasks),
    ...tasks.map((task) => section(task, files.get(task.id) ?? [], interview)),
    ...hintSections(tasks),
  ].join("\n\n")}\n`;
}

function howTo({ install, start, command }: Checking, id: string): string {
  return [
    "```sh",
    install,
    `${start}  # starts the app`,
    `${command}  # shows which tasks are done, failed, blocked by another task, or open`,
    `${command}${command.includes(" run ") ? " --" : ""} ${id}  # one task, and why it is not done`,
    "```",
    "",
    "Each check of a task is worth the same part of its points. Where a task is open stands a stub, such as a call",
    "that answers 501. Your solution takes its place; what a file imports only for stubs goes with the last of them.",
  ].join("\n");
}

function termLines({ due, late, ai }: Terms): string[] {
  const lines = [
    due === undefined ? [] : [`- Due: ${due.replace("T", " ")}, by the clock of your instructor`],
    late === undefined ? [] : [`- Late work: ${escaped(late)}`],
    ai === undefined ? [] : [`- AI tools: ${escaped(ai)}`],
  ].flat();
  return lines.length === 0 ? [] : [lines.join("\n")];
}

function table(tasks: Task[]): string {
  const rows = tasks.map(
    ({ id, title, skill, level, hours, points }) =>
      `| [${id}](#${id}) | ${title} | ${skill} | ${level} | ${hours} | ${points} |`,
  );
  return ["| Task | | Skill | Level | Hours | Points |", "| --- | --- | --- | --- | --- | --- |", ...rows].join("\n");
}

function section({ id, title, brief, needs, interview }: Task, files: string[], withInterview: boolean): string {
  const parts = [
    `## ${id}`,
    `**${title}.** ${brief}`,
    [
      ...(files.length === 0 ? [] : [`- Files: ${files.map((file) => `\`${file}\``).join(", ")}`]),
      ...(needs.length === 0 ? [] : [`- Do first: ${needs.map((need) => `[${need}](#${need})`).join(", ")}`]),
      `- Hints: ${nth.map((which) => `[${which}](#${which}-hint-for-${id})`.toLowerCase()).join(", ")}`,
    ].join("\n"),
    ...(withInterview ? [`Interview:\n\n${interview.map((question) => `1. ${question}`).join("\n")}`] : []),
  ];
  return parts.filter((part) => part !== "").join("\n\n");
}

/** On the last pages, where they are printed too, but nobody reads the second hint with the first. */
function hintSections(tasks: Task[]): string[] {
  return nth.flatMap((which, at) => [
    `## ${which} hints`,
    ...tasks.map(({ id, hints }) => `### ${which} hint for ${id}\n\n${hints[at] ?? ""}`),
  ]);
}

/** A word of a user's as text in Markdown. */
export function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|]/g, "\\$&");
}
