// Create: with the real package managers, `create` fetches our package from a registry and prints the next commands.
import { describe, expect, inject, test } from "vitest";
import { ourStarter } from "../../src/ourselves.ts";
import { create, expectCleanRepo, expectWayToGitHub } from "../support/creating.ts";
import { newHome, personIn } from "../support/person.ts";
import { scopedStarter } from "../support/registry.ts";
import { expectRows } from "../support/rows-at-once.ts";

/** The names under which the package can be published, and the folder of a project for each. */
const starters = [[scopedStarter, "my-blog"], [ourStarter, "unscoped"]] as const;

describe("npm create", () => {
  const person = personIn(newHome());

  test.each(starters)("%s creates a project with a first commit and prints the next commands", async (starter, repo) => {
    const { exitCode, output } = await person.type(create("npm", starter).map((word) => word.replace("my-blog", repo)));
    expect(exitCode, output).toBe(0);
    expect(output).toMatch(new RegExp(`Wrote \\d+ files to ${repo}\n.*Made the first commit on main\n\nNext:\n\n {2}cd ${repo}\n {2}npm install\n {2}npm run dev\n`, "s"));
    await expectCleanRepo(person, repo);
    await expectWayToGitHub(person, { program: "npm", starter, output }, repo);
  });

  test("its project returns rows from the database after `npm install` and `npm run dev`", async () => {
    const { exitCode, output } = await person.type(["npm", "install"], "my-blog");
    expect(exitCode, output).toBe(0);
    expect(output).not.toMatch(/warn|deprecated/i);
    await expectCleanRepo(person);
    await expectRows(person, "my-blog", ["npm", "run", "dev"]);
  });
});

describe.each(inject("managers"))("$name create", ({ program, folder }) => {
  const person = personIn(newHome(), folder);
  const run = program === "bun" ? ["bun", "run"] : [program];

  test.each(starters)("%s creates a project and prints its own commands", async (starter, repo) => {
    const { exitCode, output } = await person.type(create(program, starter).map((word) => word.replace("my-blog", repo)));
    expect(exitCode, output).toBe(0);
    expect(output).toContain(`\nNext:\n\n  cd ${repo}\n  ${program} install\n  ${run.join(" ")} dev\n`);
    await expectCleanRepo(person, repo);
    await expectWayToGitHub(person, { program, starter, output }, repo);
  });
});
