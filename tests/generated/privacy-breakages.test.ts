// Privacy breakages: mistakes that show private rows to others, or let users other than admins write, each of which must make
// the app's own tests fail.
import { join } from "node:path";
import { describe, test } from "vitest";
import { openCatalog } from "../../src/catalog/catalog.ts";
import { answersFor } from "../../src/project/answers.ts";
import { createProject } from "../../src/project/project.ts";
import { renderProject } from "../../src/render/render-project.ts";
import { expectTestsToFailIn, sampled, type Breakage } from "../support/breakage.ts";
import { domains, type Domain } from "../support/domains.ts";
import { folderForThisFile } from "../support/folders.ts";
import { installed } from "../support/install.ts";

const breakages: Breakage[] = [
  {
    mistake: "every user can read a private row",
    file: "src/todos/todos.queries.ts",
    find: "where todos.id = $1 and todos.owner_id = $2",
    replace: "where todos.id = $1 and $2::int is not null",
  },
  {
    mistake: "a list shows the private rows of all users",
    file: "src/todos/todos.queries.ts",
    find: "`where todos.owner_id = $1",
    replace: "`where $1::int is not null",
  },
  {
    mistake: "a new row may reference a list of another user",
    file: "src/todos/todos.routes.ts",
    find: '  await mustNameOwn(user, "listId", input.listId, findTodoList);\n',
    replace: "",
  },
  {
    mistake: "a change may reference a list of another user",
    file: "src/todos/todos.routes.ts",
    find: '  await mustNameOwn(user, "listId", changes.listId, findTodoList);\n',
    replace: "",
  },
  {
    mistake: "a conflict reveals the private titles of other users",
    file: "migrations/0003_create_todo_lists.sql",
    find: "on todo_lists (title, owner_id)",
    replace: "on todo_lists (title)",
  },
];

const adminBreakages: Breakage[] = [
  {
    mistake: "every user may create a product",
    file: "src/products/products.routes.ts",
    find: '  const user = await requireRole(req, "admin");\n',
    replace: '  const user = await requireRole(req, "admin").catch(() => requireRole(req, "member"));\n',
  },
  {
    mistake: "everybody may change a product",
    file: "src/products/products.routes.ts",
    find: '  await requireRole(req, "admin");\n  const id = idOf(req);\n  const changes',
    replace: "  const id = idOf(req);\n  const changes",
  },
  {
    mistake: "everybody may delete a product",
    file: "src/products/products.routes.ts",
    find: '  await requireRole(req, "admin");\n  const id = idOf(req);\n  found(',
    replace: "  const id = idOf(req);\n  found(",
  },
  {
    mistake: "roles are not checked",
    file: "src/auth/roles.ts",
    find: "if (user.role !== role) throw",
    replace: "if (user.role === undefined) throw",
  },
  {
    mistake: "the registration accepts a role",
    file: "src/auth/auth.schemas.ts",
    find: "registration = z.strictObject(",
    replace: "registration = z.looseObject(",
  },
  {
    mistake: "every new account is an admin",
    file: "src/auth/users.queries.ts",
    find: 'user.role ?? "member"',
    replace: 'user.role ?? "admin"',
  },
];

const all = [
  ...breakages.map((breakage) => ({ domain: "todo" as const, ...breakage })),
  ...adminBreakages.map((breakage) => ({ domain: "orders" as const, ...breakage })),
];

describe("The tests of a generated API fail when", () => {
  const folder = folderForThisFile();

  test.each(sampled(all))("$domain: $mistake", async ({ domain, ...breakage }) => {
    const copy = installed(draftFor(domain), join(folder, breakage.mistake.replace(/\W+/g, "-")));
    await expectTestsToFailIn(copy, breakage);
  });
});

function draftFor(domain: Domain) {
  const catalog = openCatalog();
  const idea = catalog.ideas.get("api");
  if (idea === undefined) throw new Error("There is no idea `api`.");
  const answers = answersFor({ said: { folder: domain, author: "Ann", resources: domains[domain] }, idea, catalog });
  return renderProject({ project: createProject({ answers, created: "2026-11-22", catalog }), version: "0.0.0" });
}
