// README and CONTRIBUTING: their commands run, and their flags and exit codes are the real ones.
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { exitCodes } from "../../src/user-error.ts";
import { startGitHub, token, type GitHub } from "../support/github.ts";
import { ann, cleanEnvironment, names } from "../support/sandbox.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const read = (file: string) => readFileSync(join(root, file), "utf8");
const readme = read("README.md");
const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };

/** The examples of files that commands use. */
const examples = [...readme.matchAll(/```json\n(.*?)```/gs)].map(([, block = ""]) => block);
const files = { "recipes/idea.json": '"seeds"', "team.json": '"without"' };

/** Every line of every block of commands. */
const commands = [...readme.matchAll(/```sh\n(.*?)```/gs)].flatMap(([, block = ""]) => block.trim().split("\n"));

/** A copy of a clone, next to which commands may write. */
function clone(place: string): string {
  const folder = join(place, "clone");
  for (const name of ["LICENSE", "package.json", "tsconfig.json", "scripts", "src", "templates"]) cpSync(join(root, name), join(folder, name), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  mkdirSync(join(folder, "recipes"));
  for (const [file, part] of Object.entries(files)) writeFileSync(join(folder, file), examples.find((block) => block.includes(part)) ?? "");
  return folder;
}

describe("README.md", () => {
  const place = realpathSync(mkdtempSync(join(tmpdir(), "backend-starter-readme-")));
  const folder = clone(place);
  let github: GitHub;
  beforeAll(async () => {
    github = await startGitHub();
  }, 120_000);
  beforeEach(() => github.reset());
  afterAll(async () => {
    await github.close();
    rmSync(place, { recursive: true, force: true, maxRetries: 5 });
  });

  // The six commands of a class are those of tests/generated/six-commands.test.ts.
  test.each(commands.filter((line) => line.includes("npm start") && !/ assignment (?!create )/.test(line)))("command: %s", async (line) => {
    // The packages are installed already, and there is no terminal for answers.
    const typed = line.replace("npm ci && ", "") + (/--(yes|help)|doctor/.test(line) ? "" : " --yes");
    const typing = { cwd: folder, env: cleanEnvironment(ann, { ...github.env, GITHUB_TOKEN: token }), extendEnv: false, reject: false } as const;
    const target = /\.\.\/([\w-]+)/.exec(line)?.[1];
    // `publish` needs a project that exists. An earlier command may have created it.
    if (typed.includes("-- publish ") && !names(place).includes(target ?? "")) await execa("sh", ["-c", typed.replace("publish ", "")], typing);
    const { exitCode, stdout } = await execa("sh", ["-c", typed], typing);
    expect(exitCode).toBe(0);
    if (/publish|--github/.test(line)) expect(github.state.repos.size).toBe(1);
    if (target === undefined) expect(stdout).toMatch(/^(Usage:|Checked \d+ things)/m);
    else expect(names(join(place, target))).toEqual(expect.arrayContaining(line.includes(" assignment ") ? ["solution", "starter"] : [".git", "README.md", "package.json"]));
  });

  test("mentions only npm scripts that exist", () => {
    const named = [readme, read("CONTRIBUTING.md")].flatMap((text) => [...text.matchAll(/npm run ([\w:]+)/g)].map(([, script = ""]) => script));
    const generated = ["dev", "check", "user:add", "user:role"];
    expect(named.filter((script) => scripts[script] === undefined && !generated.includes(script))).toEqual([]);
    expect(named).toContain("test:unit");
  });

  test("lists the exit codes", () => {
    const table = readme.slice(readme.indexOf("Exit codes:")).split("\n\n")[1] ?? "";
    expect([...table.matchAll(/^\| (\d+) \|/gm)].map(([, code]) => Number(code))).toEqual(Object.values(exitCodes));
  });

  test("links only to files that exist", () => {
    for (const [, file = ""] of readme.matchAll(/\]\((?!https?:)([^)]+)\)/g)) expect(read(file)).not.toBe("");
  });
});
