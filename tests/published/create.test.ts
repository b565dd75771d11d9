// What people type first, with the real package managers: `create` fetches our package from a registry, and the repo it makes
// is installed and run by the manager that called.
import { describe, expect, inject, test } from "vitest";
import { expectRows } from "../support/rows-at-once.ts";
import { newPerson, type Person } from "../support/person.ts";

const all = process.env.TEST_ALL === "1";
const create = ["create", "backend-starter", "my-blog", "--idea", "blog", "--yes"];

async function expectCleanRepo({ type }: Person): Promise<void> {
  expect((await type(["git", "log", "--format=%an: %s"], "my-blog")).output).toBe("Ann O'Neil: First commit");
  expect((await type(["git", "status", "--short"], "my-blog")).output).toBe("");
}

describe("npm create", () => {
  const person = newPerson();

  test("makes a repo with a first commit and prints what to type next", async () => {
    const { exitCode, output } = await person.type(["npm", "create", "backend-starter@latest", "my-blog", "--", "--idea", "blog", "--yes"]);
    expect(exitCode, output).toBe(0);
    expect(output).toMatch(/Wrote \d+ files to my-blog\n.*Made the first commit on main\n\nNext:\n\n {2}cd my-blog\n {2}npm install\n {2}npm run dev\n/s);
    await expectCleanRepo(person);
  });

  test("and that, typed, brings an app with rows from its database", async () => {
    const { exitCode, output } = await person.type(["npm", "install"], "my-blog");
    expect(exitCode, output).toBe(0);
    expect(output).not.toMatch(/warn|deprecated/i);
    await expectCleanRepo(person);
    await expectRows(person, "my-blog", ["npm", "run", "dev"]);
  });
});

describe.each(inject("managers"))("$name create", ({ name, program, folder }) => {
  const person = newPerson(folder);
  const run = program === "bun" ? ["bun", "run"] : [program];

  test("makes a repo and prints its own commands", async () => {
    const { exitCode, output } = await person.type([program, ...create]);
    expect(exitCode, output).toBe(0);
    expect(output).toContain(`\nNext:\n\n  cd my-blog\n  ${program} install\n  ${run.join(" ")} dev\n`);
    await expectCleanRepo(person);
  });

  test.runIf(all || name === "pnpm 12")("and that, typed, brings an app with rows from its database, and changes no file", async () => {
    const { exitCode, output } = await person.type([program, "install"], "my-blog");
    expect(exitCode, output).toBe(0);
    await expectCleanRepo(person);
    await expectRows(person, "my-blog", [...run, "dev"]);
  });
});
