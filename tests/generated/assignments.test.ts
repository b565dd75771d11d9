// Assignments: starters pass their checks, proofs succeed, and each kind of damage to an assignment makes its proof fail.
import { cpSync, existsSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { Draft } from "../../src/draft.ts";
import { startApp } from "../support/app.ts";
import { folderForThisFile } from "../support/folders.ts";
import { installedModules } from "../support/install.ts";
import { onServer } from "../support/postgres.ts";
import { npmRun } from "../support/run-npm.ts";
import { domains } from "../support/domains.ts";
import { environmentForEach, runHere } from "../support/in-process.ts";
import { ann, cleanEnvironment } from "../support/sandbox.ts";

const all = process.env.TEST_ALL === "1";
const folder = folderForThisFile();
environmentForEach(() => cleanEnvironment(ann));

/** Creates an assignment, and links the packages of its projects. */
async function assignment(name: string, ...args: string[]): Promise<string> {
  const ran = await runHere(["assignment", "create", join(folder, name), "--yes", ...args]);
  expect([ran.exitCode, ran.stderr]).toEqual([0, ""]);
  for (const project of ["starter", "solution"]) {
    const path = join(folder, name, project);
    const draft: Draft = new Map(["package.json", "package-lock.json"].map((file) => [file, readFileSync(join(path, file), "utf8")]));
    symlinkSync(installedModules(draft), join(path, "node_modules"));
  }
  return join(folder, name);
}

async function prove(path: string): Promise<{ exitCode: number; text: string }> {
  Object.assign(process.env, await onServer());
  return runHere(["assignment", "prove", path]);
}

const level = (idea: string, language: string, tasks: string) => ({ name: `${idea}-${language}-${tasks}`, args: ["--idea", idea, "--language", language, "--level", tasks] });
/** A level has the tasks of those below. */
const levels = [level("blog", "js", "1"), level("blog", "js", "2"), level("blog", "js", "3"), level("blog", "ts", "3"), level("api", "ts", "3")];
const ownResources = Object.entries(domains).map(([name, resources]) => ({ name: `${name}-js`, args: ["--language", "js", ...resources.flatMap((spec) => ["--resource", spec])] }));
const projects = all
  ? [...levels, { name: "api-js", args: ["--idea", "api", "--language", "js"] }, { name: "todo-ts", args: ["--idea", "todo"] }, ...ownResources]
  : [{ name: "blog-js", args: ["--idea", "blog", "--language", "js", "--tasks", "find-post,test-excerpts"] }, { name: "api-ts", args: ["--idea", "api", "--tasks", "insert-review"] }];

describe.each(projects)("The assignment $name", ({ name, args }) => {
  let path: string;
  beforeAll(async () => { path = await assignment(name, ...args); });

  test("is proven by `assignment prove`", async () => {
    const { exitCode, text } = await prove(path);
    expect([exitCode, text]).toEqual([0, expect.stringMatching(/✔ Proved \d+ tasks? with \d+ variants on /)]);
    expect(text).not.toContain("yours differ");
    expect(readFileSync(join(path, "PROOF.md"), "utf8")).toMatch(/^\| solution \|( ✔ \|)+$/m);
    expect(JSON.parse(readFileSync(join(path, "proof.json"), "utf8"))).toMatchObject({ format: 1, status: "proven", findings: [] });
  });

  test("has a starter that type-checks and lints without a warning, and in which every task is open or blocked", async () => {
    const starter = join(path, "starter");
    if (existsSync(join(starter, "tsconfig.json"))) expect(await npmRun(starter, "typecheck")).toEqual({ exitCode: 0, output: "" });
    expect(await npmRun(starter, "lint", { args: ["--max-warnings", "0"] })).toEqual({ exitCode: 0, output: "" });
    const { exitCode, output } = await npmRun(starter, "check", { env: await onServer() });
    expect(exitCode).toBe(1);
    expect(output).not.toMatch(/^[✔✘]/m);
    expect(output).toMatch(/\n0 of \d+ points\./);
  });

  test("has a starter that starts with its examples", async () => {
    const app = await startApp(join(path, "starter"));
    expect(app.output()).toContain("Added examples.");
    await app.stop();
  });

  test("has a solution that gets full points", async () => {
    const { exitCode, output } = await npmRun(join(path, "solution"), "check", { env: await onServer() });
    expect([exitCode, output]).toEqual([0, expect.stringMatching(/\n(\d+) of \1 points\./)]);
  });
});

describe("A proof fails and names the check, task or mutant concerned, given", () => {
  let whole: string;
  beforeAll(async () => { whole = await assignment("whole", "--idea", "blog", "--language", "js", "--tasks", "find-post,drafts,feed"); });

  interface Sabotage { what: string; file: string; find: string | RegExp; replace: string; says: string }
  const sabotages: Sabotage[] = [
    { what: "a check that always passes", file: "contract/visible/drafts.js", find: /async \(\) => \{[\s\S]*?\n {2}\}\);/, replace: "() => {});", says: "drafts: the check" },
    { what: "a check that the solution fails", file: "contract/visible/drafts.js", find: "404, `Another", replace: "200, `Another", says: "The solution fails the check" },
    { what: "a need that is taken away", file: "assignment.json", find: /"find-post"\n/, replace: "\n", says: "drafts needs find-post" },
    { what: "a need that nothing uses", file: "assignment.json", find: /("id": "feed",\s+"points": 6,\s+"needs": )\[\]/, replace: '$1["find-post"]', says: "feed says that it needs find-post" },
    { what: "a mistake that no check notices", file: "contract/mutants.json", find: '"replace": "title as author, slug"', replace: '"replace": "users.name as author, slug "', says: "No check of find-post notices" },
    { what: "a harmless change that breaks", file: "contract/mutants.json", find: '"replace": "from posts left join users"', replace: '"replace": "from posts join nobody users"', says: "is another right way, and fails" },
    { what: "a check that cannot be read", file: "contract/visible/drafts.js", find: "export default", replace: "export defualt", says: 'The solution fails the check "the file with the checks can be read" of drafts: ' },
  ];

  test.each(all ? sabotages : sabotages.slice(0, 1))("$what", async ({ what, file, find, replace, says }) => {
    const path = join(folder, what.replaceAll(" ", "-"));
    cpSync(whole, path, { recursive: true, verbatimSymlinks: true });
    const before = readFileSync(join(path, file), "utf8");
    const after = before.replace(find, replace);
    expect(after).not.toBe(before);
    writeFileSync(join(path, file), after);
    const { exitCode, text } = await prove(path);
    expect([exitCode, text]).toEqual([1, expect.stringContaining(says)]);
    expect(readFileSync(join(path, "PROOF.md"), "utf8")).toContain("**Not proven:**");
  });
});
