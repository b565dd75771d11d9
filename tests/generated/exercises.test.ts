// Exercises: those of README are done in a project, red and green in the order that README says.
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { apply, isGreen } from "../support/blocks.ts";
import { exercisesOf, solutionOf, solved, type Solved } from "../support/exercises.ts";
import { folderForThisFile } from "../support/folders.ts";
import { installed } from "../support/install.ts";
import { onServer } from "../support/postgres.ts";
import { program } from "../support/run-npm.ts";

const all = process.env.TEST_ALL === "1";
/** Each exercise runs test files several times, so one of them is the sample. */
const projects: [Solved, number[]][] = all
  ? (Object.keys(solved) as Solved[]).map((project) => [project, [1, 2, 3, 4, 5]])
  : [["bookshelf", [5]]];

describe.each(projects)("In the project %s", async (project, numbers) => {
  const draft = await solved[project]();
  const repo = installed(draft, join(folderForThisFile(), project));
  const solutions = exercisesOf(draft)
    .filter(({ number }) => numbers.includes(number))
    .map((exercise) => ({ ...exercise, sections: solutionOf(project, exercise) }))
    .filter(({ sections }) => sections.length > 0);

  test.each(solutions)("exercise $number fails with its test, and passes with its solution", async ({ links, sections }) => {
    const files = links.filter((link) => link.endsWith(".test.ts"));
    for (const { title, red, blocks } of sections) {
      for (const block of blocks) apply(repo, block);
      expect([title, await failing(repo, files)]).toEqual([title, red]);
    }
  });

  test("the whole project is green afterwards", async () => {
    await isGreen(repo);
  });
});

/** Those of a project's test files that fail, in alphabetical order. */
async function failing(repo: string, files: string[]): Promise<string[]> {
  const { exitCode, output } = await program(repo, process.execPath, ["node_modules/vitest/vitest.mjs", "run", ...files], await onServer());
  const failed = new Set([...output.matchAll(/FAIL {2}(tests\/\S+)/g)].map(([, file = ""]) => file));
  expect(exitCode, output).toBe(failed.size > 0 ? 1 : 0);
  return [...failed].sort();
}
