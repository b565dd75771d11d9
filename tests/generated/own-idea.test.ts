// Custom idea: README's example is created and run, its rows are in the database, and its own checks pass.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { answersFor } from "../../src/project/answers.ts";
import { openCatalog } from "../../src/catalog/catalog.ts";
import { readOwnIdea } from "../../src/project/own-idea.ts";
import { createProject } from "../../src/project/project.ts";
import { renderProject } from "../../src/render/render-project.ts";
import { commands, killGroup, startApp } from "../support/app.ts";
import { folderForThisFile } from "../support/folders.ts";
import { ask } from "../support/http.ts";
import { installed } from "../support/install.ts";
import { npmRun } from "../support/run-npm.ts";

const catalog = openCatalog();
const folder = folderForThisFile();
const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");
const example = [...readme.matchAll(/```json\n(.*?)```/gs)].map(([, block = ""]) => block).find((block) => block.includes('"seeds"')) ?? "";

function makeRepo(): string {
  const from = join(folder, "recipes");
  mkdirSync(from, { recursive: true });
  writeFileSync(join(from, "idea.json"), example);
  const idea = readOwnIdea(from, catalog);
  const project = createProject({ answers: answersFor({ said: { folder: "recipe-box" }, idea, catalog }), created: "2026-11-22", catalog });
  return installed(renderProject({ project, version: "0.0.0" }), join(folder, "repo"));
}

const repo = makeRepo();

test("answers with the idea's rows", async () => {
  const app = await startApp(repo, { command: commands.dev });
  const recipes = await ask(app, "GET /api/recipes");
  const cookings = await ask(app, "GET /api/cookings");
  killGroup(app.process, "SIGTERM");
  await app.ended;
  const items = (body: unknown) => (body as { data: Record<string, unknown>[] }).data;
  expect(items(recipes.body).map(({ title }) => title).sort()).toEqual(["Apple pie", "Lentil soup"]);
  const soup = items(recipes.body).find(({ title }) => title === "Lentil soup");
  expect(items(cookings.body)).toMatchObject([{ cookedOn: "2026-11-01", notes: "More lemon.", recipeId: soup?.id }]);
});

test.each(["lint", "typecheck", "test"])("passes its own %s", async (script) => {
  const { exitCode, output } = await npmRun(repo, script);
  expect(exitCode, output).toBe(0);
});
