// Resource prompts: their messages, what each answer adds or replaces, and what is refused at once.
import { expect, test } from "vitest";
import { openCatalog } from "../../src/catalog/catalog.ts";
import type { Ask, Question } from "../../src/commands/ask.ts";
import { askResources } from "../../src/commands/create/ask-resources.ts";
import { takenBy } from "../../src/project/resource/check-resources.ts";

const catalog = openCatalog();
const idea = { ...(catalog.ideas.get("api") ?? expect.fail()), resources: ["author name:string", "book title:string"] };
const [stack] = catalog.stacks.values();
const [database] = catalog.databases.values();
const taken = takenBy(stack ?? expect.fail(), database ?? expect.fail());

const enter = Symbol("the default");

/** Asks with these answers in turn; one that is refused is kept with its sentence. */
async function ask(...answers: unknown[]) {
  const questions: Question<unknown>[] = [];
  const refusals: string[] = [];
  const answering: Ask = async <T>(question: Question<T>): Promise<T> => {
    questions.push(question as Question<unknown>);
    for (;;) {
      if (answers.length === 0) throw new Error(`No answer is left to ${question.message}: ${refusals.join(" ")}`);
      const next = answers.shift();
      const answer = (next === enter ? question.default : next) as T;
      const sentence = await question.refuse?.(answer);
      if (sentence === undefined) return answer;
      refusals.push(sentence);
    }
  };
  const resources = await askResources({ ask: answering, idea, taken });
  expect(answers).toEqual([]);
  return { resources, refusals, questions, messages: questions.map(({ message }) => message) };
}

const first = 'A resource, such as "book title:string pages:integer?" (Enter for author, book)';
const more = "Next resource (Enter when done)";

test("an empty first line takes the resources of the idea", async () => {
  for (const empty of ["", "  "]) expect(await ask(empty)).toMatchObject({ resources: undefined, messages: [first], refusals: [] });
});

test("resources are asked for until an empty line, each with its plural", async () => {
  const { resources, messages, questions } = await ask(" city name:string ", enter, "person name:string", " folk ", " ");
  expect(resources).toEqual(["city name:string", "person/folk name:string"]);
  expect(messages).toEqual([first, "Plural of city", more, "Plural of person", more]);
  expect(questions.map((each) => each.default)).toEqual([undefined, "cities", undefined, "people", undefined]);
  expect(new Set(questions.map(({ type }) => type))).toEqual(new Set(["input"]));
});

test("a plural in the line itself is not asked for, and a slash after the name is none", async () => {
  expect(await ask("goose/gooses name:string", "")).toMatchObject({ resources: ["goose/gooses name:string"], messages: [first, more] });
  expect((await ask("goose path:string:default(a/b)", enter, "")).messages).toEqual([first, "Plural of goose", more]);
});

test("a resource of the same name is replaced if the user agrees", async () => {
  const { resources, messages, questions } = await ask("book title:string", enter, "book pages:integer", true, enter, "");
  expect(resources).toEqual(["book pages:integer"]);
  expect(messages).toEqual([first, "Plural of book", more, 'Replace "book title:string"', "Plural of book", more]);
  expect(questions[3]).toMatchObject({ type: "confirm", default: false });
  expect((await ask("book title:string", enter, "book pages:integer", false, "")).resources).toEqual(["book title:string"]);
});

test("a wrong line is refused at once, and a wrong plural at its own question", async () => {
  const { resources, refusals } = await ask("book", "book title:strng", "book title:string", "1", "users", enter, "");
  expect(resources).toEqual(["book title:string"]);
  expect(refusals).toHaveLength(4);
  expect(refusals[1]).toContain("Did you mean string?");
  expect(refusals[3]).toContain("users");
});

test("a reference may come before its resource, and is missed with the last line", async () => {
  const { resources, refusals } = await ask("book author:ref(author)", enter, "", "author name:string", enter, "");
  expect(resources).toEqual(["book author:ref(author)", "author name:string"]);
  expect(refusals).toEqual([expect.stringContaining("points to a resource that does not exist")]);
});

test("a reference to an account or to itself is known at once", async () => {
  const { refusals } = await ask("part whole:ref(part)", "part whole:ref(part)?", enter, "badge user:ref(user)", "badge holder:ref(user)", enter, "");
  expect(refusals.length).toBeGreaterThan(0);
});

test("who can read personal rows is asked for after the last line, one resource after the other", async () => {
  const { resources, questions } = await ask("note text:text", enter, "book title:string", enter, "city name:string", enter, "reminder at:date", enter, "", "private", "members");
  expect(resources).toEqual(["note:private text:text", "book title:string", "city name:string", "reminder:members at:date"]);
  const lists = questions.filter(({ type }) => type === "list");
  expect(lists.map(({ message }) => message)).toEqual(["Who can read each note", "Who can read each reminder"]);
  expect(lists[0]?.choices).toEqual([
    { name: "private: only its owner can read and change a row", value: "private" },
    { name: "members: signed-in users can read a row, and its owner can change it", value: "members" },
    { name: "public: everyone can read a row, and its owner can change it", value: "public" },
    { name: "admin: everyone can read a row, and admins can create and change rows", value: "admin" },
  ]);
});
