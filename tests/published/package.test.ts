// Package of `npm pack`: one package, at most 700 kB, complete, with all licences, in any folder.
import { chmodSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown, type InputOptions, type OutputChunk, type OutputOptions } from "rolldown";
import { describe, expect, inject, test } from "vitest";
import { ourCommand, ourName, ourVersion } from "../../src/ourselves.ts";
import { folderForThisFile } from "../support/folders.ts";
import { program } from "../support/run-npm.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const tarball = inject("tarball");
const project = join(folderForThisFile(), "Zoë's own projects");
const installed = join(project, "node_modules", ourName);

/** Every file below a folder, by its path. */
function filesIn(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return entries.map(({ parentPath, name }) => join(parentPath, name).slice(folder.length + 1)).sort();
}

test("is installed as one package without network access", async () => {
  mkdirSync(project, { recursive: true });
  writeFileSync(join(project, "package.json"), "{}");
  const { exitCode, output } = await program(project, "npm", ["install", "--offline", tarball]);
  expect(exitCode, output).toBe(0);
  expect(output).toContain("added 1 package");
  expect(readdirSync(join(project, "node_modules")).filter((name) => !name.startsWith("."))).toEqual([ourName]);
});

test("takes at most 700 kB", () => {
  expect(statSync(tarball).size).toBeLessThanOrEqual(700_000);
});

describe("The package contains", () => {
  test("every template, packed or as a file, without the files of our own checks", () => {
    const templates = join(root, "templates");
    const all = filesIn(templates).filter((path) => !/^stacks\/[^/]+\/tsconfig\.json$/.test(path));
    const files = filesIn(join(installed, "templates"));
    const packed = packedIn(readFileSync(join(installed, "dist/templates.pack")));
    expect([...new Set([...files, ...packed.keys()])].sort()).toEqual(all);
    expect(files.filter((path) => packed.has(path) && !path.startsWith("licenses/"))).toEqual([]); // The catalog lists their folders.
    const textOf = (path: string) => readFileSync(join(templates, path), "utf8");
    expect(files.filter((path) => readFileSync(join(installed, "templates", path), "utf8") !== textOf(path))).toEqual([]);
    const untagged = [...packed].filter(([path]) => !/\{\{|sample/i.test(textOf(path)));
    expect(untagged.filter(([path, text]) => text !== textOf(path)).map(([path]) => path)).toEqual([]);
    expect(all.filter((path) => /(^|\/)(_gitignore|\.github|\.env|\.nvmrc|\.editorconfig)/.test(path)).length).toBeGreaterThan(5);
  });

  test("apart from templates, only code in use, and licence, README and package.json", () => {
    const others = filesIn(installed).filter((path) => !path.startsWith("templates/"));
    const code = others.filter((path) => path.endsWith(".cjs"));
    expect(others.filter((path) => !code.includes(path))).toEqual(["LICENSE", "README.md", "dist/THIRD-PARTY-LICENSES.txt", "dist/templates.pack", "package.json"]);
    const texts = code.map((path) => readFileSync(join(installed, path), "utf8"));
    const unused = code.filter((path) => path !== "dist/bin.cjs" && !texts.some((text) => text.includes(path.replace("dist/", "./"))));
    expect(unused).toEqual([]);
  });

  test("the licence of every bundled package", async () => {
    const licences = readFileSync(join(installed, "dist/THIRD-PARTY-LICENSES.txt"), "utf8").split(/^-{80}\n\n/m);
    const named = licences.map((text) => /^\S+ \S+/.exec(text)?.[0]);
    const bundled = await packagesInTheBundle();
    expect(named.sort()).toEqual(bundled);
    for (const name of ["execa", "handlebars", "inquirer", "node-plop", "ora", "simple-git"]) expect(bundled.join()).toContain(name);
    for (const text of licences) expect(text).toMatch(/\([\w. -]+\)\n\n.*(copyright|©).{300,}/is);
  });
});

test("runs from a read-only folder, and does not change it", async () => {
  const look = () => filesIn(installed).map((path) => [path, statSync(join(installed, path)).mtimeMs]);
  const before = look();
  for (const path of before.map(([path]) => join(installed, String(path)))) [path, dirname(path)].forEach((each) => chmodSync(each, each === path ? 0o444 : 0o555));
  const bin = join(project, "node_modules/.bin", ourCommand);
  expect((await program(project, process.execPath, [bin, "--version"])).output).toBe(ourVersion);
  const { exitCode, output } = await program(project, process.execPath, [bin, "my-api", "--idea", "api", "--yes", "--no-git"]);
  expect(exitCode, output).toBe(0);
  expect(readdirSync(join(project, "my-api"))).toEqual(expect.arrayContaining([".gitignore", ".github", ".env.example", "package.json"]));
  expect(look()).toEqual(before);
  for (const path of filesIn(installed)) chmodSync(dirname(join(installed, path)), 0o755);
});

interface Packed {
  [name: string]: Packed | [start: number, end: number];
}

/** The texts of a pack by their paths, as src/render/template-files.ts reads them. */
function packedIn(pack: Buffer): Map<string, string> {
  const end = pack.indexOf("\n");
  const texts = pack.subarray(end + 1);
  const below = (folder: Packed, path: string): [string, string][] =>
    Object.entries(folder).flatMap(([name, at]) => (Array.isArray(at) ? [[path + name, texts.toString("utf8", ...at)]] : below(at, `${path}${name}/`)));
  return new Map(below(JSON.parse(pack.toString("utf8", 0, end)) as Packed, ""));
}

/** Name and version of each package in the bundle, as rolldown reports them. */
async function packagesInTheBundle(): Promise<string[]> {
  const { default: options } = (await import(join(root, "scripts/bundle.js"))) as { default: InputOptions & { output: OutputOptions } };
  const { output, ...input } = options;
  const bundle = await rolldown({ ...input, cwd: root, plugins: Array.isArray(input.plugins) ? input.plugins.slice(0, 1) : [] });
  const chunks = (await bundle.generate({ ...output, cleanDir: false })).output.filter((made): made is OutputChunk => made.type === "chunk");
  const modules = chunks.flatMap(({ moduleIds }) => moduleIds).filter((id) => id.includes("node_modules"));
  return [...new Set(modules.map(packageOf))].sort();
}

function packageOf(module: string): string {
  const folder = /^.*node_modules[\\/](?:@[^\\/]+[\\/])?[^\\/]+/.exec(module.replace("\0", ""))?.[0] ?? "";
  const { name, version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as { name: string; version: string };
  return `${name} ${version}`;
}
