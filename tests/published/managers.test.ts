// Managers: the package manager that called `create` installs the project, runs its checks and adds a package to it.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, inject, test } from "vitest";
import { create, expectCleanRepo } from "../support/creating.ts";
import { newHome, personIn } from "../support/person.ts";
import { expectRows } from "../support/rows-at-once.ts";

const all = process.env.TEST_PUBLISHED === "1";
/** Whose checks are run too: one that links packages from a store, and one that has its own runtime. Each takes a minute. */
const checked = (name: string) => process.env.TEST_ALL === "1" || (all && ["pnpm 12", "bun"].includes(name));

describe.each(inject("managers"))("$name create", ({ name, program, folder }) => {
  const person = personIn(newHome(), folder);
  const run = program === "bun" ? ["bun", "run"] : [program];

  test.runIf(all || name === "pnpm 12")("--install installs, leaves the Git status clean, and the printed commands start an app with rows", async () => {
    const { exitCode, output } = await person.type([...create(program), "--install"].map((word) => word.replace("my-blog", "installed")));
    expect(exitCode, output).toBe(0);
    expect(output).toContain(`Ran ${program} install\n\nNext:\n\n  cd installed\n  ${run.join(" ")} dev\n`);
    await expectCleanRepo(person, "installed");
    await expectRows(person, "installed", [...run, "dev"]);
  });

  test.runIf(checked(name))("the project's own checks pass, and a package added to it is installed by npm too", async () => {
    for (const script of ["test", "lint", "typecheck", "build"]) {
      const { exitCode, output } = await person.type([...run, script], "installed");
      expect(exitCode, output).toBe(0);
    }
    const itsReadme = readFileSync(join(person.place, "installed/README.md"), "utf8");
    for (const command of [`${program} add`, "npm install --package-lock-only"]) expect(itsReadme).toContain(`\`${command}\``);
    for (const command of [`${program} add picocolors`, "npm install --package-lock-only", "npm ci"]) {
      const { exitCode, output } = await person.type(command.split(" "), "installed");
      expect(exitCode, output).toBe(0);
    }
    expect((await person.type(["git", "status", "--short"], "installed")).output).toBe(" M package-lock.json\n M package.json");
  });
});
