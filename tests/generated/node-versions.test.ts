// Versions of Node.js: on each supported one a project is created, and its own tests pass.
import { symlinkSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { folderForThisFile } from "../support/folders.ts";
import { nodeFromNpm } from "../support/from-npm.ts";
import { npmRun, program } from "../support/run-npm.ts";
import { repoForThisFile } from "../support/install.ts";

const all = process.env.TEST_ALL === "1";
const supported = process.platform === "linux" && process.arch === "x64";
if (all && !supported) console.warn("Skipped: other versions of Node.js, which come from npm for Linux on x64 only.");

const bin = fileURLToPath(new URL("../../dist/bin.cjs", import.meta.url));
const folder = folderForThisFile();
const packages = { api: join(repoForThisFile("bookshelf"), "node_modules"), blog: join(repoForThisFile("blog"), "node_modules") };

describe.skipIf(!all || !supported)("Node.js", () => {
  const pairs = ["20.19", "22", "24", "26"].flatMap((version) => (["blog", "api"] as const).map((idea) => [version, idea] as const));

  test.each(pairs)("%s creates a project of the idea %s, which passes its own tests there", { timeout: 300_000 }, async (version, idea) => {
    const node = await nodeFromNpm(version);
    const PATH = [node, process.env.PATH].join(delimiter);
    const made = await program(folder, join(node, "node"), [bin, `${idea}-${version}`, "--idea", idea, "--yes", "--json"], { PATH });
    expect(JSON.parse(made.output)).toMatchObject({ status: "created" });
    const repo = join(folder, `${idea}-${version}`);
    symlinkSync(packages[idea], join(repo, "node_modules"));
    expect((await program(repo, "node", ["--version"], { PATH })).output).toMatch(`v${version}.`);
    const tested = await npmRun(repo, "test", { env: { PATH } });
    expect(tested.output).toMatch(/Tests +\d+ passed/);
    expect(tested).toMatchObject({ exitCode: 0 });
  });
});
