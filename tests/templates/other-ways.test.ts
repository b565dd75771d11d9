// Other ways: the held-back copies of a task of writing tests do what the copies that students see do.
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import ts from "typescript";
import { beforeAll, expect, test, vi } from "vitest";

interface Change { file: string; find: string; replace: string }
interface Part { find: string; ways: string[]; mistakes?: Record<string, string[]> }
type Copies = Record<string, Change>;
interface Checks { default: (app: object) => void; inOtherWays?: (changes: Copies) => Record<string, Change | Change[]>; parts: Part[] }

const hooks = vi.hoisted(() => [] as (() => Promise<void>)[]);
vi.mock("node:test", () => ({ before: (hook: () => Promise<void>) => hooks.push(hook), test: () => undefined }));

const assignments = new URL("../../templates/stacks/express/assignments/", import.meta.url);
const files = readdirSync(assignments, { recursive: true }).map(String).filter((path) => /contract.visible.[^/\\]+\.js$/.test(path));
const texts = new Map(files.map((path) => [path.replaceAll("\\", "/"), readFileSync(new URL(path, assignments), "utf8")]));
const ofTests = [...texts].filter(([, text]) => text.includes("testCopies")).map(([path]) => path);

const read = async (path: string) => (await import(/* @vite-ignore */ new URL(path, assignments).href)) as Checks;

test.each(ofTests)("%s has held-back checks that write each of its copies, and theirs, in other ways", async (path) => {
  const held = await read(path.replace("visible", "held-back"));
  expect(held.inOtherWays).toBeTypeOf("function");
  for (const each of [await read(path), held]) {
    const copies = held.inOtherWays?.(await copiesOf(each)) ?? {};
    for (const [name, copy] of Object.entries(copies)) expect([name, copy]).toEqual([name, held.parts.map(({ find }) => expect.objectContaining({ find }) as Change)]);
  }
});

async function copiesOf(checks: Checks): Promise<Copies> {
  const all: Copies = {};
  hooks.length = 0;
  checks.default({ testCopies: (_: string, copies: Copies) => Object.assign(all, copies) });
  for (const hook of hooks) await hook();
  expect(Object.keys(all).length).toBeGreaterThan(1);
  return all;
}

const excerpts = "blog/contract/visible/test-excerpts.js";
const source = readFileSync(new URL("../ideas/blog/src/posts/markdown.ts", assignments), "utf8");
let seen: Copies = {};
let parts: Part[] = [];

beforeAll(async () => {
  const held = await read(excerpts.replace("visible", "held-back"));
  seen = { ...(await copiesOf(await read(excerpts))), ...(await copiesOf(held)) };
  parts = held.parts;
});

test("every way to write the excerpt of a post does the same", async () => {
  const expected = await excerptsOf(source);
  for (const { find, ways } of parts) {
    expect(source).toContain(find);
    for (const way of ways) expect([way, await excerptsOf(source.replace(find, () => way))]).toEqual([way, expected]);
  }
  // All parts at once: the first ways of each, the second, and the third.
  for (const at of [0, 1, 2]) expect(await excerptsOf(parts.reduce((text, { find, ways }) => text.replace(find, () => ways[at % ways.length] ?? ""), source))).toEqual(expected);
});

test("every way to write a mistake does what the copy of its name does", async () => {
  const right = await excerptsOf(source);
  for (const { find, mistakes = {} } of parts) {
    for (const [name, ways] of Object.entries(mistakes)) {
      const change = seen[name];
      const wrong = await excerptsOf(source.replace(change?.find ?? name, () => change?.replace ?? ""));
      expect(wrong).not.toEqual(right);
      for (const way of ways) expect([name, way, await excerptsOf(source.replace(find, () => way))]).toEqual([name, way, wrong]);
    }
  }
});

const words = "Fifteen letters ".repeat(40);
const bodies = ["", " ", "# Heading", "# Heading\n\n**Strong** and [linked](/page).\n\nMore.", "![](https://example.com/a.png)\n\nBelow.", "![a\nb](/c) d", "One\nline  \nand `more  code`.", "a  b", words, `x${words}`, "y".repeat(300), `${"y".repeat(219)}😀😀`, `${"y".repeat(219)} z`, `${"y".repeat(220)} z`, "z".repeat(220), "z".repeat(221), "😀".repeat(200), `${"a  ".repeat(73)}b${" c".repeat(9)}`, "one\n".repeat(900), `${"# h\n\n".repeat(500)}late`, "- item\n\n> quote\n\n1. *one*", "&amp; &copy; https://example.com/%C3%A4", "\u00a0 a \u0000 b\tc"];

/** What the code makes of each text. */
async function excerptsOf(code: string): Promise<string[]> {
  const to = pathToFileURL(createRequire(import.meta.url).resolve("markdown-it")).href;
  const { outputText } = ts.transpileModule(code.replace('"markdown-it"', () => JSON.stringify(to)), { compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2023 } });
  const { excerptFrom } = (await import(/* @vite-ignore */ `data:text/javascript,${encodeURIComponent(outputText)}`)) as { excerptFrom: (body: string) => string };
  return bodies.map((body) => excerptFrom(body));
}
