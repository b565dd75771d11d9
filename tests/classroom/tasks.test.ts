// Tasks: what a tasks.json must hold, and which tasks an assignment leaves open.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { openCatalog } from "../../src/catalog/catalog.ts";
import { chosenTasks, needed, readTasks } from "../../src/classroom/tasks.ts";
import { shippedTemplates } from "../../src/ourselves.ts";
import { temporary } from "../support/sandbox.ts";

const task = { id: "one", title: "One", skill: "routing", level: 1, hours: 1, points: 5, brief: "Do it.", hints: ["a", "b"], needs: [], interview: ["a", "b"] };

function fileOf(tasks: unknown): string {
  const file = join(temporary(), "tasks.json");
  writeFileSync(file, JSON.stringify({ tasks }));
  return file;
}

test.each<[object, string]>([
  [{ title: " " }, "task \"one\" has no title"],
  [{ brief: undefined }, "has no brief"],
  [{ hints: ["only one"] }, 'needs two texts in "hints"'],
  [{ interview: [1, 2] }, 'needs two texts in "interview"'],
  [{ id: "One!" }, "other characters than a-z"],
  [{ level: 4 }, "needs a level of 1, 2 or 3"],
  [{ hours: 0 }, "needs hours above 0"],
  [{ points: "5" }, "needs points above 0"],
  [{ needs: undefined }, 'needs a list "needs"'],
  [{ needs: ["two"] }, 'one needs "two", which is no task'],
  [{ needs: ["one"] }, "one needs itself, through one"],
])("a task with %j is refused with its file", (wrong, says) => {
  expect(() => readTasks(fileOf([{ ...task, ...wrong }]))).toThrow(says);
});

test.each([[[], "is not a list of tasks"], ["x", "is not a list of tasks"], [[task, task], "the task one is there twice"], [[null], "task number 1 is not an object"]])("%j is refused", (tasks, says) => {
  expect(() => readTasks(fileOf(tasks))).toThrow(says);
});

test("a circle of needs is refused", () => {
  const [one, two, three] = ["one", "two", "three"].map((id) => ({ ...task, id }));
  expect(() => readTasks(fileOf([{ ...one, needs: ["two"] }, { ...two, needs: ["three"] }, { ...three, needs: ["one"] }]))).toThrow("one needs itself");
});

test("tasks are chosen by id or by level, in their order", () => {
  const tasks = readTasks(fileOf([{ ...task, id: "a" }, { ...task, id: "b", level: 3, needs: ["a"] }, { ...task, id: "c", level: 2, needs: ["b"] }]));
  expect(chosenTasks(tasks, { ids: ["c", "a"] }).map(({ id }) => id)).toEqual(["a", "c"]);
  expect(chosenTasks(tasks, { level: 2 }).map(({ id }) => id)).toEqual(["a", "c"]);
  expect([...needed("c", tasks)]).toEqual(["b", "a"]);
  expect(() => chosenTasks(tasks, { ids: ["cc"] })).toThrow("There is no task \"cc\".");
});

const kits = [...openCatalog().stacks.keys()].map((id) => join(shippedTemplates, "stacks", id, "assignments"));
const shipped = kits.flatMap((kit) => readdirSync(kit).filter((id) => id !== "base" && !id.includes(".")).map((id) => join(kit, id)));

test.each(shipped)("%s is complete: 8 tasks at least, on each level some, with visible checks for each", (folder) => {
  const tasks = readTasks(join(folder, "tasks.json"));
  expect(tasks.length).toBeGreaterThanOrEqual(8);
  expect(new Set(tasks.map(({ level }) => level)).size).toBe(3);
  const checks = readdirSync(join(folder, "contract/visible")).sort();
  expect(checks).toEqual(tasks.map(({ id }) => `${id}.js`).sort());
  const ids = new Set(tasks.map(({ id }) => `${id}.js`));
  expect(readdirSync(join(folder, "contract/held-back")).filter((name) => !ids.has(name))).toEqual([]);
});
