// Privacy breakages: mistakes that show private rows to others; each turns the app's own tests red.
import { join } from "node:path";
import { describe, test } from "vitest";
import { openCatalog } from "../../src/catalog/catalog.ts";
import { answersFor } from "../../src/project/answers.ts";
import { createProject } from "../../src/project/project.ts";
import { renderProject } from "../../src/render/render-project.ts";
import { expectNoticedIn, type Breakage } from "../support/breakage.ts";
import { domains } from "../support/domains.ts";
import { folderForThisFile } from "../support/folders.ts";
import { installed } from "../support/install.ts";

const breakages: Breakage[] = [
  {
    mistake: "a row is found for every user",
    file: "src/todos/todos.queries.ts",
    find: "where id = $1 and owner_id = $2",
    replace: "where id = $1 and $2::int is not null",
  },
  {
    mistake: "a list holds the rows of all users",
    file: "src/todos/todos.queries.ts",
    find: "  where owner_id = $1",
    replace: "  where $1::int is not null",
  },
  {
    mistake: "a new row may name a list of another user",
    file: "src/todos/todos.routes.ts",
    find: '  await mustNameOwn(user, "listId", input.listId, findTodoList);\n',
    replace: "",
  },
  {
    mistake: "a change may name a list of another user",
    file: "src/todos/todos.routes.ts",
    find: '  await mustNameOwn(user, "listId", changes.listId, findTodoList);\n',
    replace: "",
  },
  {
    mistake: "a conflict shows the titles of other users",
    file: "migrations/0003_create_todo_lists.sql",
    find: "on todo_lists (title, owner_id)",
    replace: "on todo_lists (title)",
  },
];

describe("The tests of a todo list notice when", () => {
  const folder = folderForThisFile();

  test.each(breakages)("$mistake", async (breakage) => {
    const copy = installed(todo(), join(folder, breakage.mistake.replace(/\W+/g, "-")));
    await expectNoticedIn(copy, breakage);
  });
});

function todo() {
  const catalog = openCatalog();
  const idea = catalog.ideas.get("api");
  if (idea === undefined) throw new Error("There is no idea `api`.");
  const answers = answersFor({ said: { folder: "todo", author: "Ann", resources: domains.todo }, idea, catalog });
  return renderProject({ project: createProject({ answers, created: "2026-11-22", catalog }), version: "0.0.0" });
}
