// Answer table: one row per answer. Flags, help, presets, questions, the receipt and the command that creates a project
// again read it, so a new answer is one row, its default (answers.ts) and its check (project.ts).

/** The form of an answer: a text, a list of texts, a comma-separated list, or yes/no. */
export type AnswerKind = "text" | "texts" | "list" | "either";

export interface AnswerRow {
  kind: AnswerKind;
  /** The flag, if its name differs from the answer's. */
  flag?: string;
  /** The placeholder of the value in the help text; a flag without one takes no value. */
  takes?: string;
  says: string;
  /** The start of the question, if a person is asked. */
  question?: string;
  /** Whether the receipt keeps it always, or only if it was given. */
  receipt?: "always" | "given";
  /** Whether the command that creates the project again names it if it is not the default. */
  repeated?: true;
}

/** In the order of `--help`. */
export const answerTable = {
  idea: { kind: "text", takes: "idea", says: "What the project is about, or the folder of a custom idea, such as ./recipes.", question: "Idea", receipt: "always" },
  stack: { kind: "text", takes: "name", says: "The framework that serves it.", receipt: "always", repeated: true },
  language: { kind: "text", takes: "name", says: "The programming language: ts (the default) or js.", question: "Language", receipt: "always", repeated: true },
  with: { kind: "list", takes: "options", says: "Options to include, separated by commas; see below." },
  without: { kind: "list", takes: "options", says: "Options to leave out." },
  resources: { kind: "texts", flag: "resource", takes: "spec", says: "One thing that the API stores; see below. Can be repeated.", receipt: "always" },
  title: { kind: "text", takes: "text", says: "The project's title. Default: from the folder's name.", receipt: "always", repeated: true },
  description: { kind: "text", takes: "text", says: "One sentence about the project.", receipt: "always", repeated: true },
  author: { kind: "text", takes: "text", says: "The author. Default: user.name in Git's settings.", question: "Author", receipt: "always" },
  license: { kind: "text", takes: "name", says: 'MIT, another licence, or "none".', receipt: "always", repeated: true },
  owner: { kind: "text", takes: "name", says: "The GitHub user or organisation of the repository.", receipt: "given", repeated: true },
  install: { kind: "either", says: "Install the dependencies too, or not.", question: "Run" },
  git: { kind: "either", says: "Create a Git repo with a first commit (the default), or not." },
} satisfies Record<string, AnswerRow>;

export type AnswerKey = keyof typeof answerTable;

/** The rows with their keys, typed by the interface. */
export const answerRows: [AnswerKey, AnswerRow][] = Object.entries(answerTable) as [AnswerKey, AnswerRow][];

/** The flag of an answer, without dashes. */
export function flagOf(key: AnswerKey): string {
  return (answerTable[key] as AnswerRow).flag ?? key;
}

export function answersWith(test: (row: AnswerRow) => boolean): AnswerKey[] {
  return answerRows.filter(([, row]) => test(row)).map(([key]) => key);
}
