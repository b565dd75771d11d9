// Command `render` (hidden): reads a receipt and prints the files as JSON, in a format that never changes.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ourVersion } from "../../src/ourselves.ts";
import { receiptFile } from "../../src/project/receipt.ts";
import { draftOf, javaScriptRepos, repoNames } from "../support/repos.ts";
import { git, run, temporary } from "../support/sandbox.ts";

interface Rendered {
  format: number;
  version: string;
  files: Record<string, string>;
}

test.each(["ts", "js"])("the receipt of a project in %s renders the same bytes, from stdin and from a file", async (language) => {
  const cwd = temporary();
  await run(["my-blog", "--yes", "--language", language, "--title", "Ann's {{api}} ${x}", "--resource", "book title:string"], { cwd });
  const repo = join(cwd, "my-blog");
  const receipt = join(repo, ".backend-starter.json");
  const fromFile = await run(["render", receipt], { cwd });
  const fromStdin = await run(["render"], { cwd, stdin: "pipe", input: readFileSync(receipt, "utf8") });
  expect([fromFile.exitCode, fromFile.stderr]).toEqual([0, ""]);
  expect(fromStdin).toEqual(fromFile);

  const rendered = JSON.parse(fromFile.stdout) as Rendered;
  expect(Object.keys(rendered)).toEqual(["format", "version", "files"]);
  expect(rendered).toMatchObject({ format: 1, version: "0.1.0" });
  expect(Object.keys(rendered.files).sort()).toEqual((await git(repo, "ls-files")).split("\n").sort());
  for (const [path, text] of Object.entries(rendered.files)) expect(readFileSync(join(repo, path), "utf8")).toBe(text);
});

// The build compiles the templates and packs them into one file, which nothing else compares with them.
test.each([...repoNames, ...javaScriptRepos])("the built program renders %s as src/ does", async (name) => {
  const draft = draftOf(name);
  const { stdout } = await run(["render"], { cwd: temporary(), stdin: "pipe", input: draft.get(receiptFile) ?? "" });
  const { files } = JSON.parse(stdout) as Rendered;
  const expected = [...draft].map(([path, text]) => [path, text.replaceAll("0.0.0-test", ourVersion)] as const);
  expect(files).toEqual(Object.fromEntries(expected));
});

test.each<[string, string, string]>([
  ["nothing", "", "This is not a receipt"],
  ["something else", '{"name":"x"}', "This is not a receipt"],
  ["a later format", '{"format":2,"version":"9","created":"2026-01-01","log":[]}', "This is not a receipt"],
])("%s on stdin is refused with a sentence", async (_, input, sentence) => {
  const { exitCode, stdout, stderr } = await run(["render"], { cwd: temporary(), stdin: "pipe", input });
  expect([exitCode, stdout]).toEqual([1, ""]);
  expect(stderr).toContain(sentence);
});

test("a receipt that cannot be read is refused by name", async () => {
  const cwd = temporary();
  const { exitCode, stderr } = await run(["render", "gone.json"], { cwd });
  expect([exitCode, stderr]).toEqual([1, 'The receipt "gone.json" cannot be read (ENOENT). Name a file that exists.']);
  writeFileSync(join(cwd, "x.json"), "");
  expect((await run(["render", "x.json", "y.json"], { cwd })).exitCode).toBe(2);
});
