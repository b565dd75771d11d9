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
import { ask, logIn, newcomer } from "../support/http.ts";
import { installed } from "../support/install.ts";
import type { Row } from "../support/rows.ts";
import { onServer } from "../support/postgres.ts";
import { npmRun } from "../support/run-npm.ts";
import { demo } from "../support/visitor.ts";

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

test("an app of README's example idea returns its rows and enforces the rules that README explains", async () => {
  const app = await startApp(repo, { command: commands.dev });
  const token = await logIn(app, demo.email, demo.password);
  const items = async (path: string) => ((await ask(app, `GET /api/${path}`, { token })).body as { data: Row[] }).data;
  const recipes = await items("recipes");
  expect(recipes.map(({ title }) => title).sort()).toEqual(["Apple pie", "Lentil soup"]);
  const [soup, pie] = ["Lentil soup", "Apple pie"].map((title) => recipes.find((row) => row.title === title)?.id);
  expect(await items("cookings")).toMatchObject([{ cookedOn: "2026-11-01", stars: 4, notes: "More lemon.", recipeId: soup }]);
  expect(await items("plans")).toMatchObject([{ day: "2026-12-24", recipeId: pie }]);

  const status = async (route: string, body?: object, as?: string) => (await ask(app, route, { token: as, body })).status;
  const other = (await newcomer(app)).token;
  expect([await status("GET /api/recipes"), await status("GET /api/recipes", undefined, other)]).toEqual([401, 200]);
  expect((await ask(app, "GET /api/plans", { token: other })).body).toMatchObject({ data: [], total: 0 });
  expect(await status("POST /api/recipes", { title: "Pi" }, token)).toBe(422);
  for (const stars of [0, 6]) expect(await status("POST /api/cookings", { stars, recipeId: soup }, token)).toBe(422);
  expect(await status("POST /api/recipes", { title: "Apple pie" }, token)).toBe(409);
  expect(await status("POST /api/recipes", { title: "Apple pie" }, other)).toBe(201);
  expect(await status(`DELETE /api/recipes/${String(soup)}`, undefined, token)).toBe(409);
  expect(await status(`DELETE /api/recipes/${String(pie)}`, undefined, token)).toBe(204);
  expect(await items("plans")).toEqual([]);
  killGroup(app.process, "SIGTERM");
  await app.ended;
});

test.each(["typecheck", "test", ...(process.env.TEST_ALL === "1" ? ["lint"] : [])])("passes its own script %s", async (script) => {
  const { exitCode, output } = await npmRun(repo, script, { env: await onServer() });
  expect(exitCode, output).toBe(0);
});
