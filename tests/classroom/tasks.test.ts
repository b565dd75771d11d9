// Tasks: what a tasks.json must contain, and which tasks an assignment leaves open.
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { expect, test } from "vitest";
import { openCatalog } from "../../src/catalog/catalog.ts";
import { contractIn } from "../../src/classroom/task-set.ts";
import { chosenTasks, needed, readTasks } from "../../src/classroom/tasks.ts";
import { shippedTemplates } from "../../src/ourselves.ts";
import { readAssignment } from "../../src/classroom/on-disk.ts";
import { assignmentForThisFile } from "../support/classes.ts";
import { runHere } from "../support/in-process.ts";
import { temporary } from "../support/sandbox.ts";

const assignmentOnDrafts = assignmentForThisFile("--idea", "blog", "--tasks", "drafts");
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
  [{ files: "a.js" }, 'needs a list of paths in "files"'],
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

test("tasks are chosen by ID or by level, and keep their order", () => {
  const tasks = readTasks(fileOf([{ ...task, id: "a" }, { ...task, id: "b", level: 3, needs: ["a"] }, { ...task, id: "c", level: 2, needs: ["b"] }]));
  expect(chosenTasks(tasks, { ids: ["c", "a"] }).map(({ id }) => id)).toEqual(["a", "c"]);
  expect(chosenTasks(tasks, { level: 2 }).map(({ id }) => id)).toEqual(["a", "c"]);
  expect([...needed("c", tasks)]).toEqual(["b", "a"]);
  expect(() => chosenTasks(tasks, { ids: ["cc"] })).toThrow("There is no task \"cc\".");
});

const kits = [...openCatalog().stacks.keys()].map((id) => join(shippedTemplates, "stacks", id, "assignments"));
const shipped = kits.flatMap((kit) => readdirSync(kit).filter((id) => !["base", "grade"].includes(id) && !id.includes(".")).map((id) => join(kit, id)));

test.each(shipped)("%s has at least 8 tasks, some on each level, and visible checks for each", (folder) => {
  const tasks = readTasks(join(folder, "tasks.json"));
  expect(tasks.length).toBeGreaterThanOrEqual(8);
  expect(new Set(tasks.map(({ level }) => level)).size).toBe(3);
  const ids = new Set(tasks.map(({ id }) => `${id}.js`));
  const own = readdirSync(join(folder, "contract/visible"));
  const shared = readdirSync(join(folder, "../resources/contract/visible")).filter((name) => ids.has(name));
  expect([...new Set([...own, ...shared])].sort()).toEqual([...ids].sort());
  expect(readdirSync(join(folder, "contract/held-back")).filter((name) => !ids.has(name))).toEqual([]);
});

test.each(shipped.filter((folder) => basename(folder) !== "resources"))("%s has no copy of a check in resources/", (folder) => {
  const texts = (from: string) => [...contractIn(join(from, "contract"))].map(([, text]) => text);
  const shared = new Set(texts(join(folder, "../resources")));
  expect(texts(folder).filter((text) => shared.has(text))).toEqual([]);
});

test.each<[object, string]>([
  [{ points: "many" }, "needs points above 0"],
  [{ points: -1 }, "needs points above 0"],
  [{ needs: "find-post" }, 'needs a list "needs"'],
  [{ needs: ["nothing"] }, 'needs "nothing", which is no task'],
  [{ id: "nothing" }, '"nothing" is no task of this project'],
])("an assignment.json that was changed to %j is refused with its file", async (change, says) => {
  const folder = assignmentOnDrafts("assignment.json");
  const file = join(folder, "assignment.json");
  const assignment = JSON.parse(readFileSync(file, "utf8")) as { tasks: object[] };
  writeFileSync(file, JSON.stringify({ ...assignment, tasks: [{ ...assignment.tasks[0], ...change }] }));
  await expect(readAssignment(folder, openCatalog())).rejects.toThrow(says);
});

test.each<[object, string]>([
  [{ install: 1, start: "node a.js" }, '"run" has no install'],
  [{ install: "", start: "node a.js", ready: 1 }, 'the path "ready" is not text'],
  [{ install: "", start: "node a.js", environment: { PORT: 1 } }, '"environment" is not an object of texts'],
  [{ install: "", start: "node a.js", environment: "PORT" }, '"environment" is not an object of texts'],
  [{ install: "", start: "node a.js", packages: "node_modules" }, '"packages" is not a list of folders'],
])("a marked project whose key run is %j is refused with its file", async (wrong, says) => {
  const repo = join(temporary(), "repo");
  mkdirSync(join(repo, "assignment"), { recursive: true });
  writeFileSync(join(repo, "a.js"), "// task one\none();\n// end one\n");
  writeFileSync(join(repo, "assignment/tasks.json"), JSON.stringify({ run: wrong, tasks: [task] }));
  const ran = await runHere(["assignment", "create", join(temporary(), "week"), "--from", repo, "--yes"]);
  expect(ran).toMatchObject({ exitCode: 1, stderr: expect.stringContaining(says) as string });
});

test.each(["check/mine.js", "ASSIGNMENT.md"])("a marked project with its own %s is refused, because an assignment adds this file", async (path) => {
  const repo = join(temporary(), "repo");
  const files = { "a.js": "// task one\none();\n// end one\n", [path]: "mine\n", "assignment/tasks.json": JSON.stringify({ run: { install: "", start: "node a.js" }, tasks: [task] }) };
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(repo, name)), { recursive: true });
    writeFileSync(join(repo, name), text);
  }
  const ran = await runHere(["assignment", "create", join(temporary(), "week"), "--from", repo, "--yes"]);
  expect(ran).toMatchObject({ exitCode: 1, stderr: expect.stringContaining(`The repo has "${path}", which an assignment adds itself.`) as string });
});
