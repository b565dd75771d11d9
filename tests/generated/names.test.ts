// Resource names: names that the templates use themselves are refused, or the project passes its type check.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import ts from "typescript";
import { answersFor } from "../../src/project/answers.ts";
import { openCatalog } from "../../src/catalog/catalog.ts";
import { createProject, type Project } from "../../src/project/project.ts";
import { UserError } from "../../src/user-error.ts";
import { renderProject } from "../../src/render/render-project.ts";
import { folderForThisFile } from "../support/folders.ts";
import { installed } from "../support/install.ts";
import { npmRun } from "../support/run-npm.ts";

const catalog = openCatalog();
const idea = catalog.ideas.get("api");
if (idea === undefined) throw new Error("There is no idea `api`.");
const folder = folderForThisFile();

/** The templates in which a resource's names stand next to others: its own files, and those that import them. */
const filesWithNames = /[/\\]resource[/\\]|(resources|examples)\.ts$/;

/** Every identifier in them, in kebab-case. */
const identifiers = new Set(
  readdirSync(join(catalog.folder, "stacks"), { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts") && filesWithNames.test(path))
    .flatMap((path) => identifiersIn(readFileSync(join(catalog.folder, "stacks", path), "utf8")))
    .filter((name) => !/sample/i.test(name))
    .map((name) => name.replace(/([a-z0-9])([A-Z])/g, "$1-$2").toLowerCase()),
);

/** As a singular and as a plural, in batches that fit into one repo. */
const batches = [(name: string) => `${name}/${name}-x title:string`, (name: string) => `yy-${name.slice(0, 20)}/${name} title:string`].flatMap((spell) =>
  inBatches([...identifiers].map(spell).filter((spec) => projectOf([spec]) !== undefined)),
);

test.skipIf(process.env.TEST_ALL !== "1").each(batches.map((specs, at) => ({ at, specs })))("batch $at of names type-checks", async ({ at, specs }) => {
  const project = projectOf(specs);
  if (project === undefined) throw new Error("These names do not go together.");
  const repo = installed(renderProject({ project, version: "0.0.0" }), join(folder, String(at)));
  expect(await npmRun(repo, "typecheck")).toEqual({ exitCode: 0, output: "" });
});

function identifiersIn(source: string): string[] {
  const names: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) names.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile("template.ts", source, ts.ScriptTarget.ES2023, true));
  return names;
}

function projectOf(resources: string[]): Project | undefined {
  if (idea === undefined) return undefined;
  try {
    return createProject({ answers: answersFor({ said: { folder: "names", resources }, idea, catalog }), created: "2026-11-22", catalog });
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

function inBatches(specs: string[]): string[][] {
  return Array.from({ length: Math.ceil(specs.length / 20) }, (_, at) => specs.slice(at * 20, at * 20 + 20));
}
