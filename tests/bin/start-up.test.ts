// Start-up: the packages that a run loads before it can answer.
import { readFileSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { rolldown, type InputOptions, type OutputOptions } from "rolldown";
import { beforeAll, expect, test } from "vitest";
import { cleanEnvironment, run, temporary } from "../support/sandbox.ts";

/** Each file of the bundle by its stem, and the packages that parts of it come from. */
const packages = new Map<string, Set<string>>();

beforeAll(async () => {
  const { default: bundle } = (await import(new URL("../../scripts/bundle.js", import.meta.url).href)) as { default: InputOptions & { output: OutputOptions } };
  const { output } = await (await rolldown(bundle)).generate(bundle.output);
  for (const file of output) {
    if (file.type !== "chunk") continue;
    const names = Object.entries(file.modules).filter(([, { code }]) => code).map(([id]) => /node_modules\/((@[^/]+\/)?[^/]+)\/(?!.*node_modules)/.exec(id)?.[1] ?? "");
    packages.set(stem(file.fileName), new Set([...(packages.get(stem(file.fileName)) ?? []), ...names]));
  }
}, 120_000);

/** A file's name without the hash of its content. */
function stem(file: string): string {
  return basename(file).replace(/(-[\w-]{8})?\.cjs$/, "");
}

/** The packages that the process loaded, as V8 reports them. */
async function packagesLoadedBy(args: string[]): Promise<string[]> {
  const seen = join(temporary(), "seen");
  const { exitCode } = await run(args, { cwd: temporary(), env: cleanEnvironment(undefined, { NODE_V8_COVERAGE: seen }) });
  expect(exitCode).toBe(0);
  const reports = readdirSync(seen).map((file) => JSON.parse(readFileSync(join(seen, file), "utf8")) as { result: { url: string }[] });
  const loaded = reports.flatMap(({ result }) => result.map(({ url }) => stem(url))).filter((file) => packages.has(file));
  expect(loaded).toContain("bin");
  return loaded.flatMap((file) => [...(packages.get(file) ?? [])]);
}

/** Packages that take long to load. */
const heavy = ["node-plop", "inquirer", "handlebars", "simple-git", "ora", "execa", "@babel/parser"];

test.each([
  { args: ["--help"], loads: [] },
  { args: ["--version"], loads: [] },
  { args: ["my-blog", "--yes", "--no-git"], loads: ["node-plop", "handlebars"] },
  { args: ["my-blog", "--yes"], loads: ["node-plop", "handlebars"] },
  { args: ["my-blog", "--yes", "--no-git", "--language", "js"], loads: ["node-plop", "handlebars", "@babel/parser"] },
])("$args loads only these heavy packages: $loads", async ({ args, loads }) => {
  const loaded = await packagesLoadedBy(args);
  expect(heavy.filter((name) => loaded.includes(name)).sort()).toEqual([...loads].sort());
});
