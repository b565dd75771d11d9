// Refusals: each error of the grammar has a second sentence that says what to write instead.
import ts from "typescript";
import { expect, test } from "vitest";
import { sourceFiles } from "../support/source.ts";

/** The places of a file where an error has no second sentence. */
function without(path: string, text: string): string[] {
  const found: string[] = [];
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const visit = (node: ts.Node): void => {
    if (ts.isNewExpression(node) && node.expression.getText() === "UserError") {
      const [, fix] = node.arguments ?? [];
      const isEmpty = fix === undefined || (ts.isStringLiteral(fix) && fix.text === "");
      if (isEmpty) found.push(`${path}:${source.getLineAndCharacterOfPosition(node.getStart()).line + 1}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

test("every error about a resource, a field or a row has a second sentence with the fix", () => {
  const grammar = sourceFiles().filter(({ path }) => path.startsWith("project/resource/"));
  expect(grammar.length).toBeGreaterThan(10);
  expect(grammar.flatMap(({ path, text }) => without(path, text))).toEqual([]);
});

test.each(['new UserError("No.")', 'new UserError("No.", "")'])("the rule finds: %s", (code) => {
  expect(without("a.ts", `throw ${code};`)).toEqual(["a.ts:1"]);
});
