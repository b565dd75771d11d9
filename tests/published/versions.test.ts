// Versions of Node.js and npm: create, a clean install from the lockfile, and rows, on each supported version.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { openCatalog } from "../../src/catalog/catalog.ts";
import { ourStarter } from "../../src/ourselves.ts";
import { parseResource } from "../../src/project/resource/parse-resource.ts";
import { fromNpm, nodeFromNpm } from "../support/from-npm.ts";
import { newHome, personIn } from "../support/person.ts";
import { expectRows } from "../support/rows-at-once.ts";

const all = process.env.TEST_PUBLISHED === "1";
const supported = process.platform === "linux" && process.arch === "x64";
const pairs = [["20.19", "10"], ["20.19", "11"], ["22", "10"], ["24", "11"], ["24", "12"], ["26", "12"]] as const;

const { ideas, stacks } = openCatalog();
const [stack] = stacks.values();
const repos = [...ideas.keys()].flatMap((idea) => Object.keys(stack?.languages ?? {}).map((language) => ({ idea, language })));

/** A list with rows in a new project of an idea: that of its last resource. A blog names none. */
function listOf(idea: string): string {
  const last = ideas.get(idea)?.resources.at(-1);
  return last === undefined ? "/api/posts" : `/api/${parseResource(last).plural.kebab}`;
}

// Every pair of versions and every idea in each language, as many as there are of the more numerous ones.
const runs = Array.from({ length: Math.max(pairs.length, repos.length) }, (_, at) => {
  const [node, npm] = pairs[at % pairs.length] ?? pairs[0];
  return { node, npm, ...repos[at % repos.length] };
});

describe.skipIf(!all || !supported).each(runs)("Node.js $node with npm $npm, $idea in $language", ({ node, npm, idea = "", language = "" }) => {
  const home = newHome();

  test("creates a project, installs the tested lockfile without a warning or change, and returns rows", async () => {
    const person = personIn(home, join(await fromNpm(`npm@${npm}`), ".bin"), await nodeFromNpm(node));
    const { type, place } = person;
    expect((await type(["node", "--version"])).output).toMatch(`v${node}.`);
    expect((await type(["npm", "--version"])).output).toMatch(new RegExp(`^${npm}\\.`));
    const flags = ["--idea", idea, "--language", language, "--yes"];
    const made = await type(["npm", "create", `${ourStarter}@latest`, "my-repo", "--", ...flags]);
    expect(made.exitCode, made.output).toBe(0);
    const lockfile = join(place, "my-repo", stack?.lockfile ?? "");
    const tested = readFileSync(lockfile, "utf8");
    for (const command of ["ci", "install"]) {
      const { exitCode, output } = await type(["npm", command], "my-repo");
      expect(exitCode, output).toBe(0);
      expect(output).not.toMatch(/warn|deprecated/i);
      expect(readFileSync(lockfile, "utf8")).toBe(tested);
    }
    expect((await type(["git", "status", "--short"], "my-repo")).output).toBe("");
    await expectRows(person, "my-repo", ["npm", "run", "dev"], listOf(idea));
  });
});
