// JavaScript projects: they do the same as the project in TypeScript, by comparison with the TypeScript compiler.
import { parseAst } from "rolldown/parseAst";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { renamed } from "../../src/render/javascript/javascript.ts";
import { withoutTypes } from "../../src/render/javascript/without-types.ts";
import { draftOf } from "../support/repos.ts";

describe.each(["awkward", "awkward blog"] as const)("The repo %s in JavaScript", (name) => {
  const [written, derived] = [draftOf(name), draftOf(`${name} in JavaScript`)];
  const sources = [...written.keys()].filter((path) => path.endsWith(".ts"));

  test("has a file for each that holds more than types, and of the others what is no matter of language", () => {
    const ofLanguage = /^(tsconfig(\.build)?\.json|eslint\.config\.js|package(-lock)?\.json|\.(git|docker)ignore|\.backend-starter\.json|(README|CONTRIBUTING)\.md|docs\/(cover\.svg|next-steps\.md)|\.github\/(workflows\/ci\.yml|pull_request_template\.md)|Dockerfile|render\.yaml|start\.js)$/;
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

/** Every file of JavaScript, each text once. */
const files = new Map(
  (["bookshelf", "awkward", "blog", "awkward blog"] as const).flatMap((name) => {
    return [...draftOf(`${name} in JavaScript`)].filter(([path]) => path.endsWith(".js")).map(([path, text]) => [`${path} of ${name}`, text] as const);
  }),
);

test("No file of JavaScript tells types in comments, which nothing would check", () => {
  expect(typesInComments("/** @param {string} a */\nexport function f(a) {\n  /** @type {Row} */\n  const b = a;\n}\n")).toHaveLength(2);
  expect(typesInComments('/** @typedef {object} Row */\n/** @import { A } from "a" */\n\n/** @template T */\nexport const a = 1;')).toHaveLength(3);
  expect([...files].flatMap(([file, text]) => typesInComments(text).map((found) => `${file}: ${found}`))).toEqual([]);
});

test("No file of JavaScript changes when it is derived again", () => {
  for (const [file, text] of files) expect(withoutTypes(text), file).toBe(text);
});

/** What the TypeScript compiler reads as a type in the comments of JavaScript. */
function typesInComments(code: string): string[] {
  const source = ts.createSourceFile("file.js", code, ts.ScriptTarget.ES2023, true);
  const found: ts.JSDocTag[] = [];
  const look = (node: ts.Node) => {
    const tags = ts.isJSDoc(node) ? (node.tags ?? []) : [];
    found.push(...tags.filter((tag) => ("typeExpression" in tag && tag.typeExpression !== undefined) || ts.isJSDocTypedefTag(tag) || ts.isJSDocTemplateTag(tag) || ts.isJSDocImportTag(tag)));
    // The compiler hangs comments on the nodes behind them, next to their children.
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
