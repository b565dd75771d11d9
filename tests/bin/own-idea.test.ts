// Custom idea by folder: `--idea <folder>` gives a project of that idea, and its receipt renders it without the folder.
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { names, run, temporary } from "../support/sandbox.ts";

const recipes = {
  title: "Recipe Box",
  description: "What a family cooks.",
  resources: ["recipe title:string:unique servings:integer?"],
  seeds: { recipes: [{ title: "Lentil {{soup}} <b>" }] },
};

/** A working folder that contains the folder of an idea. */
function placeWith(idea: unknown = recipes): string {
  const cwd = temporary();
  mkdirSync(join(cwd, "ideas/recipes"), { recursive: true });
  writeFileSync(join(cwd, "ideas/recipes/idea.json"), JSON.stringify(idea));
  return cwd;
}

test("the project has the idea's title, resources and rows, and its receipt renders it without the folder", async () => {
  const cwd = placeWith();
  const { exitCode, stderr } = await run(["my-box", "--idea", "ideas/recipes", "--yes"], { cwd });
  expect([exitCode, stderr]).toEqual([0, ""]);
  const repo = join(cwd, "my-box");
  expect(readFileSync(join(repo, "README.md"), "utf8")).toMatch(/^# Recipe Box\n\nWhat a family cooks\.\n/);
  expect(JSON.parse(readFileSync(join(repo, "seeds/recipes.json"), "utf8"))).toEqual(recipes.seeds.recipes);
  rmSync(join(cwd, "ideas"), { recursive: true });
  const { stdout } = await run(["render", ".backend-starter.json"], { cwd: repo });
  const { files } = JSON.parse(stdout) as { files: Record<string, string> };
  const written = readdirSync(repo, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && !entry.parentPath.includes(".git/") && !entry.parentPath.endsWith(".git"));
  expect(Object.keys(files)).toHaveLength(written.length);
  for (const [path, text] of Object.entries(files)) expect(readFileSync(join(repo, path), "utf8"), path).toBe(text);
});

test("a resource that would be public, though its name suggests private data, is refused with the file's name", async () => {
  const cwd = placeWith({ ...recipes, resources: ["order-item title:string"], seeds: {} });
  const { exitCode, stderr } = await run(["my-box", "--idea", "ideas/recipes", "--yes"], { cwd });
  expect([exitCode, stderr]).toEqual([1, expect.stringContaining('In "ideas/recipes/idea.json": Everyone could read each "order-item"')]);
  expect(readdirSync(cwd)).toEqual(["ideas"]);
});

test("a preset may contain a relative path to the idea, also for JavaScript", async () => {
  const cwd = placeWith();
  writeFileSync(join(cwd, "ideas/class.json"), JSON.stringify({ idea: "./recipes", language: "js" }));
  expect((await run(["my-box", "--preset", "ideas/class.json", "--yes"], { cwd })).exitCode).toBe(0);
  expect(names(join(cwd, "my-box/src/recipes"))).toContain("recipes.routes.js");
});

test.each([
  [["--idea", "./nowhere"], "cannot be read (ENOENT)"],
  [["--idea", "ideas/recipes", "--resource", "a b:text"], "The idea recipes has its own resources."],
  [["--idea", "recipes"], 'There is no idea "recipes".'],
])("%j is refused, and nothing is written", async (args, sentence) => {
  const cwd = placeWith();
  const { exitCode, stderr } = await run(["my-box", ...args, "--yes"], { cwd });
  expect([exitCode, stderr.trim().split("\n").length]).toEqual([1, 1]);
  expect(stderr).toContain(sentence);
  expect(names(cwd)).toEqual(["ideas"]);
});

test("a preset whose idea contains a control character is refused", async () => {
  const cwd = placeWith();
  writeFileSync(join(cwd, "class.json"), JSON.stringify({ idea: "./ideas\0/recipes" }));
  const { exitCode, stderr } = await run(["my-box", "--preset", "class.json", "--yes"], { cwd });
  expect([exitCode, stderr]).toEqual([1, expect.stringContaining("contains a control character")]);
});

test.each<[string, (answers: Record<string, unknown>) => void, string]>([
  ["an unknown field in a row", ({ ownIdea }) => Object.assign((ownIdea as typeof recipes).seeds, { recipes: [{ titel: "Soup" }] }), 'holds "titel", which is not a field'],
  ["null", (answers) => (answers.ownIdea = null), '"title" is missing or wrong'],
  ["a text", (answers) => (answers.ownIdea = "x"), "is not a key of an idea"],
  ["a name with ../", (answers) => (answers.idea = "../recipes"), "An idea's folder cannot be called"],
])("a receipt with a damaged idea is refused: %s", async (_, spoil, sentence) => {
  const cwd = placeWith();
  await run(["my-box", "--idea", "ideas/recipes", "--yes", "--no-git"], { cwd });
  const file = join(cwd, "my-box/.backend-starter.json");
  const receipt = JSON.parse(readFileSync(file, "utf8")) as { log: [{ answers: Record<string, unknown> }] };
  spoil(receipt.log[0].answers);
  writeFileSync(file, JSON.stringify(receipt));
  const { exitCode, stderr } = await run(["render", file], { cwd });
  expect([exitCode, stderr]).toEqual([1, expect.stringContaining(sentence)]);
  expect(stderr).not.toContain("\n");
});
