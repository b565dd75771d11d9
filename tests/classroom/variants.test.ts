// Variants: the projects that a proof runs, in their order, and the changes that fit no solution.
import { expect, test } from "vitest";
import type { Assignment } from "../../src/classroom/assignment.ts";
import type { Change } from "../../src/classroom/changes.ts";
import type { Task } from "../../src/classroom/tasks.ts";
import { variantsOf } from "../../src/classroom/variants.ts";

const task = (id: string): Task => ({ id, title: id, skill: "s", level: 1, hours: 1, points: 1, brief: "", hints: ["", ""], needs: [], interview: ["", ""] });
const change = (changes: Partial<Change> = {}): Change => ({ task: "a", says: "no check", file: "app.js", find: "one", replace: "two", ...changes });

/** An assignment with the tasks a and b. Its files say which of them are open. */
function assignmentWith(text: string): Assignment {
  const files = (open: Task[]) => Promise.resolve(new Map([["app.js", text], ["open", open.map(({ id }) => id).join()]]));
  return { tasks: [task("a"), task("b")], files } as Assignment;
}

test("the solution and the starter come first, then each task alone, then each change", async () => {
  const harmless = change({ task: undefined, says: "the same" });
  const variants = variantsOf(assignmentWith("one"), [change(), harmless]);
  expect(variants.map(({ name, open, change: by }) => [name, open, by])).toEqual([
    ["solution", [], undefined],
    ["starter", ["a", "b"], undefined],
    ["a open", ["a"], undefined],
    ["b open", ["b"], undefined],
    ["no check", [], change()],
    ["the same", [], harmless],
  ]);
  const drafts = await Promise.all(variants.map(({ files }) => files()));
  expect(drafts.map((draft) => [draft.get("open"), draft.get("app.js")])).toEqual([["", "one"], ["a,b", "one"], ["a", "one"], ["b", "one"], ["", "two"], ["", "two"]]);
});

test("a change replaces its text alone, and every other file stays", async () => {
  const draft = await variantsOf(assignmentWith("(one)\n"), [change()]).at(-1)?.files();
  expect([...(draft ?? [])]).toEqual([["app.js", "(two)\n"], ["open", ""]]);
});

test.each<[string, string, Partial<Change>]>([
  ["not there", "none", { find: "x" }],
  ["there twice", "one one", { find: "one" }],
  ["there three times", "one one one", { find: "one" }],
  ["in a file that is not there", "one", { file: "other.js" }],
])("a change of a text that is %s is refused", async (_, text, changes) => {
  const { says, file, find } = change(changes);
  const variant = variantsOf(assignmentWith(text), [change(changes)]).at(-1);
  await expect(variant?.files()).rejects.toThrow(`"${says}": "${file}" does not hold "${find}" once. Mend it in mutants.json.`);
});

test("a mutant of an unknown task is refused before anything is rendered", () => {
  const changes = [change(), change({ task: undefined }), change({ task: "c" })];
  expect(() => variantsOf(assignmentWith("one"), changes)).toThrow('A mutant is of "c", which is no task here. Mend mutants.json.');
});
