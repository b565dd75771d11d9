// Create: with the real package managers, `create` fetches our package from a registry, and the project is installed
// and run by the manager that called it.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, inject, test } from "vitest";
import { ourStarter } from "../../src/ourselves.ts";
import { scopedStarter } from "../support/registry.ts";
import { expectRows } from "../support/rows-at-once.ts";
import { newHome, personIn, type Person } from "../support/person.ts";

const all = process.env.TEST_PUBLISHED === "1";
/** Each name that somebody may publish us under, and the folder of a project for it. */
const starters = [[scopedStarter, "my-blog"], [ourStarter, "unscoped"]] as const;
const readme = readFileSync(new URL("../../README.md", import.meta.url), "utf8");

/** The `create` command from README for this program, with our package under a scoped name, or another name. */
function create(program: string, starter: string = scopedStarter): string[] {
  const [line = ""] = new RegExp(`^${program} create .*$`, "m").exec(readme) ?? [];
  expect(line).toContain(` @YOUR-SCOPE/${ourStarter}`);
  return line.replace(`@YOUR-SCOPE/${ourStarter}`, starter).split(" ");
}

/** Expects the printed `publish` command to run our package in the new project. */
async function expectWayToGitHub({ type, place }: Person, { program, starter, output }: { program: string; starter: string; output: string }, repo = "my-blog"): Promise<void> {
  const [line = "", command = ""] = /^To put it on GitHub: (.*)$/m.exec(output) ?? [];
  expect(line).toBe(`To put it on GitHub: ${program} create ${starter}${program === "npm" ? "@latest --" : ""} publish`);
  const published = await type(["env", "GITHUB_API_URL=http://127.0.0.1:9", "GH_TOKEN=x", ...command.split(" ")], repo);
  expect(published.output).toContain("127.0.0.1:9 cannot be reached");
  const itsReadme = readFileSync(join(place, repo, "README.md"), "utf8");
  expect(itsReadme).toContain(`To create it again:\n\n\`\`\`sh\n${program} create ${starter}${program === "npm" ? "@latest" : ""} ${repo} `);
}

async function expectCleanRepo({ type }: Person, repo = "my-blog"): Promise<void> {
  expect((await type(["git", "log", "--format=%an: %s"], repo)).output).toBe("Ann O'Neil: First commit");
  expect((await type(["git", "status", "--short"], repo)).output).toBe("");
}

describe("npm create", () => {
  const person = personIn(newHome());

  test.each(starters)("%s creates a project with a first commit and prints what to type next", async (starter, repo) => {
    const { exitCode, output } = await person.type(create("npm", starter).map((word) => word.replace("my-blog", repo)));
    expect(exitCode, output).toBe(0);
    expect(output).toMatch(new RegExp(`Wrote \\d+ files to ${repo}\n.*Made the first commit on main\n\nNext:\n\n {2}cd ${repo}\n {2}npm install\n {2}npm run dev\n`, "s"));
    await expectCleanRepo(person, repo);
    await expectWayToGitHub(person, { program: "npm", starter, output }, repo);
  });

  test("and after `npm install` and `npm run dev` its app returns rows from its database", async () => {
    const { exitCode, output } = await person.type(["npm", "install"], "my-blog");
    expect(exitCode, output).toBe(0);
    expect(output).not.toMatch(/warn|deprecated/i);
    await expectCleanRepo(person);
    await expectRows(person, "my-blog", ["npm", "run", "dev"]);
  });
});

describe.each(inject("managers"))("$name create", ({ name, program, folder }) => {
  const person = personIn(newHome(), folder);
  const run = program === "bun" ? ["bun", "run"] : [program];

  test.each(starters)("%s creates a project and prints its own commands", async (starter, repo) => {
    const { exitCode, output } = await person.type(create(program, starter).map((word) => word.replace("my-blog", repo)));
    expect(exitCode, output).toBe(0);
    expect(output).toContain(`\nNext:\n\n  cd ${repo}\n  ${program} install\n  ${run.join(" ")} dev\n`);
    await expectCleanRepo(person, repo);
    await expectWayToGitHub(person, { program, starter, output }, repo);
  });

  test.runIf(all || name === "pnpm 12")("--install installs, leaves the Git status clean, and the printed commands start an app with rows", async () => {
    const { exitCode, output } = await person.type([...create(program), "--install"].map((word) => word.replace("my-blog", "installed")));
    expect(exitCode, output).toBe(0);
    expect(output).toContain(`Ran ${program} install\n\nNext:\n\n  cd installed\n  ${run.join(" ")} dev\n`);
    await expectCleanRepo(person, "installed");
    await expectRows(person, "installed", [...run, "dev"]);
  });

  test.runIf(all)("the project's own checks pass, and a package added to it is installed by npm too", async () => {
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
