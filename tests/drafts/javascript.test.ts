// A repo in JavaScript does what the same repo in TypeScript does: the TypeScript compiler is asked what that is.
import { parseAst } from "rolldown/parseAst";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { renamed } from "../../src/render/javascript.ts";
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
