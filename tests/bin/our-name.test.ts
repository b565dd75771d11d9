// Our name: nothing that we print, generate or document leads to a package of our name in another registry, where it
// may belong to someone else.
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { openCatalog } from "../../src/catalog/catalog.ts";
import { ann, cleanEnvironment, programs, run, temporary } from "../support/sandbox.ts";
import { installed } from "../support/installed.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** A command that asks a registry for an unscoped package with a name like ours. */
const otherPackage = /\b(npx|npm|pnpm|pnpx|yarn|bun|bunx)(?= )[^\n`"]*(?<![\w@/.-])(create-)?backend-starter(?![\w.])[^\n]*/;

const npm = { npm_config_user_agent: "npm/11.19.1 node/v20.20.2 linux x64" };
const managers = Object.keys([...openCatalog().stacks.values()][0]?.managers ?? {});

/** All text files below a folder. */
function textsIn(folder: string): [string, string][] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return entries.map(({ parentPath, name }) => [join(parentPath, name), readFileSync(join(parentPath, name), "utf8")]);
}

/** The output of all commands in each of their outcomes, and the text of every file that they wrote. */
async function everythingSaid(more: NodeJS.ProcessEnv, brief: boolean): Promise<string[]> {
  const cwd = temporary();
  const hook = programs({ "pre-commit": "exit 1" });
  const noNpm = programs({ npm: "exit 1", pnpm: "exit 1", yarn: "exit 1", bun: "exit 1" });
  const env = cleanEnvironment(ann, { ...more, PATH: `${noNpm}:${process.env.PATH}`, GITHUB_API_URL: "http://127.0.0.1:9" });
  const [anonymous, hooked] = ["", `${ann}[core]\n\thooksPath = ${hook}\n`].map((settings) => ({ ...env, HOME: cleanEnvironment(settings).HOME }));
  const ideas = [...openCatalog().ideas.keys()];
  const inEveryWay: [string[], NodeJS.ProcessEnv?][] = [
    [["--help"]], [["doctor"]], [["publish"]], [["publish", "x"]], [["nonsense", "--nonsense"]], [["dotor"]], [["render"]],
    ...ideas.flatMap((idea): [string[]][] => ["ts", "js"].map((language) => [[`${idea}-${language}`, "--yes", "--idea", idea, "--language", language, "--with", "ci,docker,deploy,devcontainer,community"]])),
    [["installed", "--yes", "--install"]], [["quiet", "--yes", "--json", "--install"]], [["planned", "--yes", "--dry-run"]],
    [["anonymous", "--yes", "--git"], anonymous], [["hooked", "--yes"], hooked], [["hub", "--yes", "--github"]],
  ];
  const said: string[] = [];
  for (const [args, own = env] of brief ? inEveryWay.filter(([[first = ""]]) => /^(--help|installed|hooked)$/.test(first)) : inEveryWay) {
    const { stdout, stderr } = await run(args, { cwd, env: own });
    said.push(stdout, stderr);
  }
  return [...said, ...textsIn(cwd).map(([, text]) => text)];
}

const othersIn = (texts: string[]) => texts.map((text) => otherPackage.exec(text)?.[0]).filter((found) => found !== undefined);

test("the pattern matches every command that asks a registry, and no command of a clone", () => {
  const found = ["npx create-backend-starter publish", "npm create backend-starter@latest x -- --yes", "npm init backend-starter", "npm exec -- create-backend-starter", "yarn dlx create-backend-starter", "bunx create-backend-starter", "pnpm create backend-starter x"];
  for (const line of found) expect(line).toMatch(otherPackage);
  for (const line of ["npm start -- publish ../my-blog", "npm create @ann/backend-starter@latest x", "node ../create-backend-starter/dist/bin.cjs publish", "`.backend-starter.json`"]) expect(line).not.toMatch(otherPackage);
});

describe("A foreign package of the same name is not mentioned", () => {
  test.each(managers)("in any output of a clone that %s runs", async (name) => {
    const texts = await everythingSaid({ npm_config_user_agent: `${name}/1.0.0 node/v20.20.2` }, name !== managers[0]);
    expect(othersIn(texts)).toEqual([]);
  });

  test.each(["file:../create-backend-starter-0.1.0.tgz", "git+https://example.com/a/b.git", "github:ann/create-backend-starter", "link:../clone", "https://example.com/x.tgz", "../clone"])("in any output of a package installed from %s", async (range) => {
    const { run: start } = installed({ range });
    const cwd = temporary();
    const env = cleanEnvironment(ann, npm);
    const { stdout } = await start(["my-blog", "--yes"], { cwd, env });
    expect(othersIn([stdout, (await start(["--help"], { cwd, env })).stdout, ...textsIn(cwd).map(([, text]) => text)])).toEqual([]);
    expect(stdout).toMatch(/To put it on GitHub: node \S+bin\.cjs publish/);
  });

  test("in README, CONTRIBUTING and the terminal picture", () => {
    expect(othersIn(["README.md", "CONTRIBUTING.md", "docs/terminal.svg"].map((file) => readFileSync(join(root, file), "utf8")))).toEqual([]);
  });
});

describe("The printed command is the one that was run:", () => {
  test.each(managers)("for a package from a registry, the `create` of %s", async (manager) => {
    const { run: start } = installed({ range: "^0.1.0", name: "@ann/create-backend-starter" });
    const cwd = temporary();
    const env = cleanEnvironment(ann, { npm_config_user_agent: `${manager}/1.0.0 node/v20.20.2` });
    const { stdout } = await start(["my-blog", "--yes"], { cwd, env });
    const command = `${manager} create @ann/backend-starter${manager === "npm" ? "@latest" : ""}`;
    const separator = manager === "npm" ? " --" : "";
    expect(stdout).toContain(`\nTo put it on GitHub: ${command}${separator} publish`);
    expect((await start(["--help"], { cwd, env })).stdout).toContain(`Usage: ${command}${separator} [folder] [flags]\n`);
    expect(readFileSync(join(cwd, "my-blog/README.md"), "utf8")).toContain(`\nCreated with @ann/create-backend-starter 0.1.0. To create it again:\n\n\`\`\`sh\n${command} my-blog`);
  });

  test("for a clone, `npm start` in its folder, and the program's path elsewhere", async () => {
    const cwd = temporary();
    const { stdout } = await run(["my-blog", "--yes"], { cwd, env: cleanEnvironment(ann, npm) });
    expect(stdout).toMatch(/\nTo put it on GitHub: node \S+dist\/bin\.cjs publish$/);
    expect((await run(["--help"], { cwd: root })).stdout).toMatch(/^Usage: npm start -- \[folder\] \[flags\]\n +npm start -- publish \[folder\]/);
    const readme = readFileSync(join(cwd, "my-blog/README.md"), "utf8");
    expect(readme).toMatch(/\nCreated with create-backend-starter 0\.1\.0; the answers are in `\.backend-starter\.json`\.\n$/);
    expect(readFileSync(join(cwd, "my-blog/.backend-starter.json"), "utf8")).not.toContain('"again"');
  });
});
