// A repo in JavaScript does what the same repo in TypeScript does: the TypeScript compiler is asked what that is.
import { parseAst } from "rolldown/parseAst";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { renamed } from "../../src/render/javascript.ts";
import { slipsIn } from "../support/js-types.ts";
import { draftOf } from "../support/repos.ts";

describe.each(["awkward", "awkward blog"] as const)("The repo %s in JavaScript", (name) => {
  const [written, derived] = [draftOf(name), draftOf(`${name} in JavaScript`)];
  const sources = [...written.keys()].filter((path) => path.endsWith(".ts"));

  test("has a file for each that holds more than types, and of the others what is no matter of language", () => {
    const ofLanguage = /^(tsconfig(\.build)?\.json|eslint\.config\.js|package(-lock)?\.json|\.(git|docker)ignore|\.backend-starter\.json|(README|CONTRIBUTING)\.md|docs\/cover\.svg|\.github\/(workflows\/ci\.yml|pull_request_template\.md)|Dockerfile|render\.yaml)$/;
    const shared = (paths: Iterable<string>) => [...paths].filter((path) => !ofLanguage.test(path));
    expect(shared(derived.keys())).toEqual(shared(written.keys()).map((path) => path.replace(/\.ts$/, ".js")).sort());
    for (const path of shared(written.keys()).filter((path) => !path.endsWith(".ts"))) expect(derived.get(path), path).toBe(written.get(path));
  });

  test.each(sources)("%s means what the compiler makes of it", (path) => {
    const source = renamed(written.get(path) ?? "");
    const compilerOptions = { target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.ESNext, useDefineForClassFields: true, removeComments: true };
    const compiled = ts.transpileModule(source, { compilerOptions, fileName: path }).outputText;
    expect(meaning(derived.get(path.replace(/\.ts$/, ".js")) ?? "")).toEqual(meaning(compiled));
  });
});

test("What the comments of a repo in JavaScript say of types names nothing that is not there, as the compiler sees it", { timeout: 300_000 }, () => {
  const broken = new Map([["src/a.js", "/** @param {Missing} b\n * @param {number} c */\nexport function a(b) {}\n"]]);
  const slips = slipsIn({ api: draftOf("awkward in JavaScript"), blog: draftOf("blog in JavaScript"), broken });
  expect(slips).toHaveLength(2);
  expect(slips.join("\n")).toMatch(/broken\/src\/a\.js: Cannot find name 'Missing'[^]*broken\/src\/a\.js: JSDoc '@param' tag has name 'c'/);
});

/** The syntax tree of a module without positions and spelling; fields without a value, which constructors set, are left out. */
function meaning(code: string): unknown {
  const bare = (node: unknown) => isNode(node) && node.type === "PropertyDefinition" && node.value === null;
  return JSON.parse(
    JSON.stringify(parseAst(code), (key, value: unknown) => {
      if (["start", "end", "raw", "range"].includes(key)) return undefined;
      return Array.isArray(value) ? value.filter((node) => !bare(node)) : value;
    }),
  );
}

function isNode(value: unknown): value is { type: string; value: unknown } {
  return typeof value === "object" && value !== null && "type" in value;
}
