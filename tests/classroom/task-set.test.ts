// Task sets: which tasks the ideas have. tests/drafts walks those of other domains.
import { expect, test } from "vitest";
import { openCatalog } from "../../src/catalog/catalog.ts";
import { taskSetOf } from "../../src/classroom/task-set.ts";
import { answersFor } from "../../src/project/answers.ts";
import { createProject, type Project } from "../../src/project/project.ts";

const catalog = openCatalog();

function projectOf(idea: string): Project {
  const found = catalog.ideas.get(idea);
  if (found === undefined) throw new Error(idea);
  return createProject({ answers: answersFor({ said: { folder: "my-api" }, idea: found, catalog }), created: "2026-11-22", catalog });
}

test.each(["api", "blog", "todo"])("the briefs and hints of %s name no file of one language", (idea) => {
  for (const { brief, hints } of taskSetOf(projectOf(idea)).tasks) expect([brief, ...hints].join(" ")).not.toMatch(/\.[jt]s\b/);
});

test("the API has its own tasks, and the to-do list has those derived from its resources", () => {
  expect(taskSetOf(projectOf("api")).tasks.map(({ id }) => id)).toContain("list-books");
  expect(taskSetOf(projectOf("todo")).tasks.map(({ id }) => id)).toEqual(
    ["read-todo-list", "find-todo", "insert-todo-list", "strict-todos", "list-todos", "delete-todo", "error-fields", "expired-sessions", "new-password"],
  );
});
