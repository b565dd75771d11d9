// Answer table: one row per answer, with its flag, question, default and check. Flags, help, presets, prompts, the
// receipt and the command that creates a project again read it.
import type { AnswerRow } from "./answer-row.ts";
import { defaultAuthor, defaultDescription, defaultTitle } from "./defaults.ts";
import { freeText } from "./free-text.ts";
import { named, oneOf } from "./one-of.ts";
import { chosenOptions } from "./options.ts";
import { checkOwner } from "./package-name.ts";
import { checkResources, takenBy } from "./resource/check-resources.ts";
import { parseResource } from "./resource/parse-resource.ts";
import { textAnswers, type Texts } from "./said.ts";

/** In the order of `--help`. */
export const answerTable = {
  idea: {
    kind: "text",
    takes: "idea",
    says: "What the project is about, or the folder of a custom idea, such as ./recipes.",
    question: {
      message: () => "Idea",
      choices: ({ catalog }) =>
        [...catalog.ideas.values()].map(({ id, title, pitch }) => ({ name: `${title}: ${pitch}`, value: id })),
      open: ({ said, catalog }) => said.resources === undefined && catalog.ideas.size > 1,
      needed: true,
    },
    receipt: "always",
  },
  stack: {
    kind: "text",
    takes: "name",
    says: "The framework that serves it.",
    check: (id: string, { catalog, origins }) => oneOf("stack", id, catalog.stacks, origins.stack),
    receipt: "always",
    repeated: true,
  },
  language: {
    kind: "text",
    takes: "name",
    says: "The programming language: ts (the default) or js.",
    question: {
      message: () => "Language",
      choices: ({ stack }) => Object.entries(stack.languages).map(([value, { title }]) => ({ name: title, value })),
      open: ({ stack }) => Object.keys(stack.languages).length > 1,
      needed: false,
    },
    usual: ({ stack }) => Object.keys(stack.languages)[0] ?? "",
    check: (id: string, { stack, origins }) => named("language", id, stack.languages, origins.language),
    receipt: "always",
    repeated: true,
  },
  with: {
    kind: "list",
    takes: "options",
    says: "Options to include, separated by commas; see below.",
    check: (_: string[], { said, stack }) => chosenOptions(said, stack.options),
  },
  without: {
    kind: "list",
    takes: "options",
    says: "Options to leave out.",
    check: (_: string[], { said, stack }) => chosenOptions(said, stack.options),
  },
  resources: {
    kind: "texts",
    flag: "resource",
    takes: "spec",
    says: "One thing that the API stores; see below. Can be repeated.",
    question: {
      message: () => 'A resource, such as "book title:string pages:integer?"',
      open: ({ idea }) => idea.namesResources,
      needed: true,
    },
    usual: ({ idea }) => idea.resources,
    check: (specs: string[], { stack, database }) => checkResources(specs.map(parseResource), takenBy(stack, database)),
    receipt: "always",
  },
  title: {
    kind: "text",
    takes: "text",
    says: "The project's title. Default: from the folder's name.",
    usual: defaultTitle,
    check: (text: string, { origins }) => freeText("title", text, origins.title),
    receipt: "always",
    repeated: true,
  },
  description: {
    kind: "text",
    takes: "text",
    says: "One sentence about the project.",
    usual: defaultDescription,
    check: (text: string, { origins }) => freeText("description", text, origins.description),
    receipt: "always",
    repeated: true,
  },
  author: {
    kind: "text",
    takes: "text",
    says: "The author. Default: user.name in Git's settings.",
    question: { message: () => "Author", needed: true },
    usual: defaultAuthor,
    check: (text: string, { origins }) => freeText("author", text, origins.author),
    receipt: "always",
  },
  license: {
    kind: "text",
    takes: "name",
    says: 'MIT, another licence, or "none".',
    usual: ({ catalog }) => catalog.licenses[0] ?? "none",
    check: (id: string, { catalog, origins }) =>
      oneOf("license", id, new Map(catalog.licenses.map((each) => [each, each])), origins.license),
    receipt: "always",
    repeated: true,
  },
  owner: {
    kind: "text",
    takes: "name",
    says: "The GitHub user or organisation of the repository.",
    check: (name: string, { origins }) => checkOwner(name, origins.owner),
    receipt: "given",
    repeated: true,
  },
  install: {
    kind: "either",
    says: "Install the dependencies too, or not.",
    question: { message: ({ manager }) => `Run ${manager.install}`, needed: true },
  },
  git: { kind: "either", says: "Create a Git repo with a first commit (the default), or not." },
} satisfies Record<string, AnswerRow>;

export type AnswerKey = keyof typeof answerTable;

export const answerRows: [AnswerKey, AnswerRow][] = Object.entries(answerTable) as [AnswerKey, AnswerRow][];

/** The texts of a Project, each worked out from its row. */
export function textsFrom(work: (key: keyof Texts, row: AnswerRow) => unknown): Texts {
  return Object.fromEntries(textAnswers.map((key) => [key, work(key, answerTable[key])])) as Texts;
}

/** The flag of an answer, without dashes. */
export function flagOf(key: AnswerKey): string {
  return (answerTable[key] as AnswerRow).flag ?? key;
}

export function answersWith(test: (row: AnswerRow) => boolean): AnswerKey[] {
  return answerRows.filter(([, row]) => test(row)).map(([key]) => key);
}
