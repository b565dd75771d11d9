// Questions of `create`: every invalid answer is refused at its own prompt, and never afterwards.
import { basename } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { openCatalog } from "../../src/catalog/catalog.ts";
import type { Ask, Question } from "../../src/commands/ask.ts";
import { askResources } from "../../src/commands/create/ask-resources.ts";
import { answerTo, askFolder } from "../../src/commands/create/create-questions.ts";
import { findTarget } from "../../src/disk/target.ts";
import { answersFor } from "../../src/project/answers.ts";
import { knownFrom } from "../../src/project/known.ts";
import { createProject } from "../../src/project/project.ts";
import { refuseDoubtful } from "../../src/project/resource/access.ts";
import { parseResource } from "../../src/project/resource/parse-resource.ts";
import { takenBy } from "../../src/project/resource/check-resources.ts";
import { hostileResource, hostileText } from "../support/arbitrary.ts";

/** All with TEST_ALL=1, otherwise as many as the fast suite has time for. */
const runs = process.env.TEST_ALL === "1" ? { resources: 500, texts: 1_500 } : { resources: 150, texts: 400 };
const catalog = openCatalog();
const idea = catalog.ideas.get("api");
const [stack] = catalog.stacks.values();
if (idea === undefined || stack === undefined) throw new Error("The catalog is empty.");
const taken = takenBy(stack, catalog.databases.get(stack.databases[0] ?? ""));

const long = fc.constantFrom("a".repeat(50_000), `book ${"a".repeat(100)}é:string`, `book ${"a-".repeat(20_000)}:string`, `book title:${"(".repeat(20_000)}`, `book title:${"string:".repeat(5_000)}`, `${"x/".repeat(10_000)}`, `book title:enum(${"a|".repeat(10_000)})`, `book extra:json:default(${"[".repeat(9_000)})`);
const line = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom("book title:string", "book pages:integer", "author name:string", "review body:text book:ref(book)", "note of:ref(nothing)", "todo title:string", "step todo:ref(todo)", "order:members at:date", "chicken egg:ref(egg)", "egg chicken:ref(chicken)", "part whole:ref(part)", "reference x:string", "book xmin:string", "news x:string", "data/rows x:json", "user x:string", "book user:ref(user)", "list x:string") },
  { weight: 3, arbitrary: hostileResource },
  { weight: 1, arbitrary: long },
);
const word = fc.oneof({ weight: 2, arbitrary: fc.constantFrom("", "books", "book", "Books", "x", "list", "users", "authors") }, { weight: 1, arbitrary: hostileText });

/** Answers questions from a list of texts, and continues to the next text where one is refused. With an empty list it presses Enter, or names the missing resource. */
function answering(texts: string[]): { ask: Ask; sentences: string[] } {
  const sentences: string[] = [];
  const missing = () => /ref\(([a-z-]+)\)" in "[^"]*" points to a resource that does not exist/.exec(sentences.at(-1) ?? "")?.[1];
  const ask = async <T>({ type, default: usual, choices = [], refuse = () => undefined }: Question<T>): Promise<T> => {
    if (type === "input" && usual !== undefined) expect(await refuse(usual)).toBeUndefined(); // A question that refused its own default could not be answered.
    for (let tries = 0; tries < 200; tries += 1) {
      const text = texts.length === 0 && missing() !== undefined ? `${missing()} name:string` : (texts.shift() ?? "");
      if (type === "list") return (choices[text.length % choices.length] as { value: T }).value;
      if (type === "confirm") return (text.length % 2 === 0) as T;
      const answer = (text === "" && usual !== undefined ? usual : text) as T;
      const sentence = await refuse(answer);
      if (sentence === undefined) return answer;
      sentences.push(sentence);
    }
    throw new GaveUp();
  };
  return { ask, sentences };
}

class GaveUp extends Error {}

test("resources accepted at the prompt are never refused afterwards", { timeout: 120_000 }, async () => {
  let made = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof({ weight: 3, arbitrary: line }, { weight: 2, arbitrary: word }), { maxLength: 12 }), async (texts) => {
      const { ask, sentences } = answering([...texts]);
      const resources = await askResources({ ask, idea, taken }).catch((error: unknown) => {
        if (error instanceof GaveUp) return "gave up" as const; // The missing resource cannot be named: its name is reserved.
        throw error;
      });
      for (const sentence of sentences) expect(sentence).toMatch(/^[^\n]{8,1500}$/);
      if (resources === "gave up") return;
      refuseDoubtful((resources ?? []).map(parseResource)); // The access of resources whose names suggest private rows was asked for.
      createProject({ answers: answersFor({ said: { folder: "my-api", author: "Ann", resources }, idea, catalog }), created: "2026-11-22", catalog });
      if (resources !== undefined) made += 1;
    }),
    { numRuns: runs.resources },
  );
  expect(made).toBeGreaterThan(runs.resources / 5);
});

test("the question about access offers no answer that other resources rule out", async () => {
  const { ask, sentences } = answering(["doctor name:string", "", "order doctor:ref(doctor):restrict", "bill:private note:ref(note):restrict", "", "note title:string", "", ""]);
  const offered: unknown[][] = [];
  const listening: Ask = (question) => {
    if (question.type === "list") offered.push(question.choices?.map(({ value }) => value) ?? []);
    return ask(question);
  };
  await askResources({ ask: listening, idea, taken });
  expect(offered).toEqual([["private", "admin"]]);
  expect(sentences).toEqual([expect.stringContaining('about a private "order". Write cascade')]);
});

/** A command line without flags. */
const unsaid = { github: false, public: false, yes: false, dryRun: false, json: false };
const known = knownFrom({ said: { folder: "my-api" }, idea, catalog });

test("a folder and an author accepted at the prompt are never refused afterwards", { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(hostileText, { maxLength: 4 }), fc.array(hostileText, { maxLength: 4 }), async (folders, authors) => {
      const folder = await askFolder(answering([...folders]).ask, idea);
      const author = await answerTo("author", unsaid, known, answering([...authors]).ask);
      createProject({ answers: answersFor({ said: { folder: basename(findTarget(folder).path), author }, idea, catalog }), created: "2026-11-22", catalog });
    }),
    { numRuns: runs.texts },
  );
});
