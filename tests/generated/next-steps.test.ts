// Next steps: the blocks of docs/next-steps.md are applied as they are, and the project still passes its checks.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { startRoomyApp } from "../support/app.ts";
import { apply, blocksOf, isGreen } from "../support/blocks.ts";
import { draftOfDomain, projectOfDomain } from "../support/domains.ts";
import { folderForThisFile } from "../support/folders.ts";
import { ask, newcomer } from "../support/http.ts";
import { installed, repoForThisFile } from "../support/install.ts";
import type { RepoName } from "../support/repos.ts";
import { onServer } from "../support/postgres.ts";
import { npmRun } from "../support/run-npm.ts";

const all = process.env.TEST_ALL === "1";
/** Each with its last resource, which gets the field. */
const apis: [RepoName, string][] = [["bookshelf", "reviews"], ...(all ? [["bookshelf in JavaScript", "reviews"], ["todo", "todos"]] satisfies [RepoName, string][] : [])];
const blogs: RepoName[] = ["blog in JavaScript", ...(all ? ["blog"] satisfies RepoName[] : [])];

describe.each(apis)("In the repo %s", (name, last) => {
  const repo = repoForThisFile(name);
  const page = readFileSync(join(repo, "docs/next-steps.md"), "utf8");

  test("adding a field, a table and a route as docs/next-steps.md says works", async () => {
    const field = blocksOf(page, "Add a field");
    for (const block of field.slice(0, -1)) apply(repo, block);
    // The page says that this test fails until its last block is applied.
    expect((await npmRun(repo, "test", { args: [`tests/${last}.test`], env: await onServer() })).output).toMatch(/remarks/);
    for (const block of field.slice(-1)) apply(repo, block);
    for (const heading of ["Add a table", "Add a route"]) for (const block of blocksOf(page, heading)) apply(repo, block);
    await isGreen(repo);
    const app = await startRoomyApp(repo);
    const { token } = await newcomer(app);
    const made = await ask(app, "POST /api/announcements", { token, body: { text: "Closed on Monday" } });
    expect(made.status).toBe(201);
    expect((await ask(app, `GET /api/announcements/${(made.body as { id: number }).id}`)).body).toEqual(made.body);
    expect((await ask(app, "GET /api/announcements/4711")).status).toBe(404);
    await app.stop();
  });
});

test.skipIf(!all)("a field added as docs/next-steps.md says is also in the rows that embed it", async () => {
  const draft = await draftOfDomain(projectOfDomain("todo", "js"));
  const repo = installed(draft, join(folderForThisFile(), "embedding"));
  for (const block of blocksOf(draft.get("docs/next-steps.md") ?? "", "Add a field")) apply(repo, block);
  await isGreen(repo);
  const app = await startRoomyApp(repo);
  const { token } = await newcomer(app);
  const list = await ask(app, "POST /api/todo-lists", { token, body: { title: "Home" } });
  const input = { title: "Paint", listId: (list.body as { id: number }).id, remarks: "In white" };
  const parent = (await ask(app, "POST /api/todos", { token, body: input })).body as { id: number };
  const made = await ask(app, "POST /api/todos", { token, body: { ...input, parentId: parent.id } });
  const path = `/api/todos/${(made.body as { id: number }).id}?include=parent,list`;
  expect((await ask(app, `GET ${path}`, { token })).body).toMatchObject({ parent, list: list.body as object });
  await app.stop();
});

describe.each(blogs)("In the repo %s", (name) => {
  const repo = repoForThisFile(name);
  const page = readFileSync(join(repo, "docs/next-steps.md"), "utf8");

  test("adding a field, a table and a page as docs/next-steps.md says works", async () => {
    for (const heading of ["Add a field", "Add a table and a page"]) for (const block of blocksOf(page, heading)) apply(repo, block);
    await isGreen(repo);
    const [, statement = ""] = /`(insert into links .*;)`/.exec(page) ?? [];
    const app = await startRoomyApp(repo);
    expect((await npmRun(repo, "db:console", { input: `${statement}\n` })).exitCode).toBe(0);
    expect((await ask(app, "GET /links")).text).toContain("https://expressjs.com");
    await app.stop();
  });
});
