// JavaScript projects: they do the same as the project in TypeScript, compared with the output of the TypeScript compiler.
import { parseAst } from "rolldown/parseAst";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { withEnding } from "../../src/render/file-names.ts";
import { withoutTypes } from "../../src/render/javascript/without-types.ts";
import { draftOf } from "../support/repos.ts";

describe.each(["awkward", "awkward blog"] as const)("The project %s in JavaScript", (name) => {
  const [written, derived] = [draftOf(name), draftOf(`${name} in JavaScript`)];
  const sources = [...written.keys()].filter((path) => path.endsWith(".ts"));

  test("has a file for each TypeScript file with code, and the same other files", () => {
    const ofLanguage = /^(tsconfig(\.build)?\.json|eslint\.config\.js|package(-lock)?\.json|\.(git|docker)ignore|\.backend-starter\.json|(README|CONTRIBUTING)\.md|docs\/(cover\.svg|next-steps\.md)|\.github\/(workflows\/ci\.yml|pull_request_template\.md)|Dockerfile|render\.yaml|start\.js)$/;
    const shared = (paths: Iterable<string>) => [...paths].filter((path) => !ofLanguage.test(path));
    expect(shared(derived.keys())).toEqual(shared(written.keys()).map((path) => path.replace(/\.ts$/, ".js")).sort());
    for (const path of shared(written.keys()).filter((path) => !path.endsWith(".ts"))) expect(derived.get(path), path).toBe(written.get(path));
  });

  test.each(sources)("%s has the same syntax tree as the output of the TypeScript compiler", (path) => {
    const source = withEnding(written.get(path) ?? "", ".js");
    const compilerOptions = { target: ts.ScriptTarget.ES2023, module: ts.ModuleKind.ESNext, useDefineForClassFields: true, removeComments: true };
    const compiled = ts.transpileModule(source, { compilerOptions, fileName: path }).outputText;
    expect(meaning(derived.get(path.replace(/\.ts$/, ".js")) ?? "")).toEqual(meaning(compiled));
  });
});

/** Every JavaScript file of four projects. */
const files = new Map(
  (["bookshelf", "awkward", "blog", "awkward blog"] as const).flatMap((name) => {
    return [...draftOf(`${name} in JavaScript`)].filter(([path]) => path.endsWith(".js")).map(([path, text]) => [`${path} of ${name}`, text] as const);
  }),
);

test("No JavaScript file has types in comments", () => {
  expect(typesInComments("/** @param {string} a */\nexport function f(a) {\n  /** @type {Row} */\n  const b = a;\n}\n")).toHaveLength(2);
  expect(typesInComments('/** @typedef {object} Row */\n/** @import { A } from "a" */\n\n/** @template T */\nexport const a = 1;')).toHaveLength(3);
  expect([...files].flatMap(([file, text]) => typesInComments(text).map((found) => `${file}: ${found}`))).toEqual([]);
});

test("No JavaScript file changes when it is derived again", () => {
  for (const [file, text] of files) expect(withoutTypes(text), file).toBe(text);
});

/** The JSDoc tags in JavaScript that the TypeScript compiler reads as types. */
function typesInComments(code: string): string[] {
  const source = ts.createSourceFile("file.js", code, ts.ScriptTarget.ES2023, true);
  const found: ts.JSDocTag[] = [];
  const look = (node: ts.Node) => {
    const tags = ts.isJSDoc(node) ? (node.tags ?? []) : [];
    found.push(...tags.filter((tag) => ("typeExpression" in tag && tag.typeExpression !== undefined) || ts.isJSDocTypedefTag(tag) || ts.isJSDocTemplateTag(tag) || ts.isJSDocImportTag(tag)));
    // The compiler attaches a comment to the node that follows it, next to the children of that node.
    for (const child of node.getChildren(source)) look(child);
  };
  look(source);
  return found.map((tag) => tag.getText(source));
}

/** The syntax tree of a module without positions and spelling; fields without a value, which constructors set, are left out. */
function meaning(code: string): unknown {
  const bare = (node: unknown) => isNode(node) && node.type === "PropertyDefinition" && node.value === null;
  return JSON.parse(
    JSON.stringify(parseAst(code), (key, value: unknown) => {
      if (["start", "end", "raw", "range"].includes(key)) return undefined;
      if (typeof value === "bigint") return String(value);
      return Array.isArray(value) ? value.filter((node) => !bare(node)) : value;
    }),
  );
}

function isNode(value: unknown): value is { type: string; value: unknown } {
  return typeof value === "object" && value !== null && "type" in value;
}
