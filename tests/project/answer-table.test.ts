// Answer table: each default passes its own check, and each check refuses invalid answers.
import { join } from "node:path";
import { expect, test } from "vitest";
import { openCatalog } from "../../src/catalog/catalog.ts";
import type { Ask, Question } from "../../src/commands/ask.ts";
import { takeOrder } from "../../src/commands/create/create-order.ts";
import { answersFor } from "../../src/project/answers.ts";
import { answerRows, flagOf } from "../../src/project/answer-table.ts";
import { knownFrom } from "../../src/project/known.ts";
import { createProject } from "../../src/project/project.ts";
import { textAnswers } from "../../src/project/said.ts";
import { UserError } from "../../src/user-error.ts";
import { temporary } from "../support/sandbox.ts";

const catalog = openCatalog();
const ideas = [...catalog.ideas.values()];
const stop = new AbortController().signal;
const unsaid = { github: false, public: false, yes: false, dryRun: false, json: false };

test.each(ideas)("every default passes its own check ($id)", (idea) => {
  const known = knownFrom({ said: { folder: "my-app" }, idea, catalog });
  for (const [key, { usual, check }] of answerRows) if (usual !== undefined) expect(() => check?.(usual(known) as never, known), key).not.toThrow();
});

/** An invalid answer for each row, and a part of its error message. */
const wrong: [string, unknown, string][] = [
  ["idea", "nothing", '"nothing"'],
  ["stack", "nothing", '"nothing" from --stack is not a stack.'],
  ["language", "nothing", '"nothing" from --language is not a language.'],
  ["with", ["nothing"], '"nothing"'],
  ["without", ["nothing"], '"nothing"'],
  ["resources", ["book title"], '"title"'],
  ["title", "x".repeat(81), "from --title"],
  ["description", "a\u202Eb", "from --description"],
  ["author", "\0", "from --author"],
  ["license", "nothing", '"nothing" from --license is not a license.'],
  ["owner", "a b", '"a b" from --owner'],
];

test("every row with a check has an invalid answer in this test", () => {
  const checked = answerRows.filter(([, { check }]) => check !== undefined).map(([key]) => key as string);
  expect(checked.filter((key) => !wrong.some(([each]) => each === key))).toEqual([]);
});

test.each(wrong)("an invalid %s is refused before the first question: %j", async (key, answer, sentence) => {
  const questions: string[] = [];
  const ask: Ask = ({ message }) => (questions.push(message), Promise.reject(new Error("Asked.")));
  const asked = { ...unsaid, directory: join(temporary(), "my-app"), [key]: answer };
  const refused = await takeOrder({ asked, catalog, ask, during: (_, work) => work(), stop }).catch((error: unknown) => error);
  expect([refused instanceof UserError, String(refused), questions]).toEqual([true, expect.stringContaining(sentence), []]);
});

/** An answer for each text without a default. */
const undefaulted = { owner: "ann" };

test.each(textAnswers)("a Project checks its %s by the row, also if it is empty", (key) => {
  const [idea] = ideas;
  if (idea === undefined) throw new Error("The catalog is empty.");
  const answers = answersFor({ said: { folder: "my-app", ...undefaulted }, idea, catalog });
  const made = (text: string) => createProject({ answers: { ...answers, [key]: text }, created: "2026-11-26", catalog });
  expect(made(answers[key] ?? "")[key]).toBe(answers[key]);
  expect(() => made("")).toThrow(UserError);
});

test("a text that an earlier receipt has no answer for gets its default", () => {
  const [idea] = ideas;
  if (idea === undefined) throw new Error("The catalog is empty.");
  const answers = answersFor({ said: { folder: "my-app" }, idea, catalog });
  const earlier = createProject({ answers: { ...answers, title: undefined as never }, created: "2026-11-26", catalog });
  expect([earlier.title, earlier.owner]).toEqual([answers.title, undefined]);
});

/** Answers with the defaults, and records the questions. */
function noting(first: string): { ask: Ask; questions: string[] } {
  const questions: string[] = [];
  const ask = <T>({ message, type, choices = [], default: usual }: Question<T>): Promise<T> => {
    questions.push(message.replace(/[,(].*/, "").trim());
    if (message === "Folder") return Promise.resolve(join(temporary(), "my-app") as T);
    if (type === "list") return Promise.resolve((choices.find(({ value }) => value === first) ?? choices[0])?.value as T);
    return Promise.resolve((usual ?? "") as T);
  };
  return { ask, questions };
}

const taking = ideas.find(({ namesResources }) => namesResources)?.id ?? "";

test("questions without a flag are asked once, in the order of the table, with the folder after the idea", async () => {
  const { ask, questions } = noting(taking);
  const { project, install } = await takeOrder({ asked: { ...unsaid, author: "Ann" }, catalog, ask, during: (_, work) => work(), stop });
  expect(questions).toEqual(["Idea", "Folder", "Language", "A resource", "Run npm install"]);
  expect([project.idea.id, project.name, project.author, install]).toEqual([taking, "my-app", "Ann", true]);
});

test("without a terminal, the flags of the missing answers are listed", async () => {
  const asked = { ...unsaid, author: "Ann" };
  const refused = takeOrder({ asked: { ...asked, idea: taking }, catalog, ask: undefined, during: (_, work) => work(), stop });
  await expect(refused).rejects.toThrow(`the folder, --${flagOf("resources")} and --install or --no-install are missing.`);
});
