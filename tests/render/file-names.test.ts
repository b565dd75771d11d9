// File names: the ending `.ts` of a name is replaced, also after tags and in globs.
import { expect, test } from "vitest";
import { withEnding } from "../../src/render/file-names.ts";

test.each([
  ['import { a } from "./a.ts";', 'import { a } from "./a.js";'],
  ["src/{{plural}}.routes.ts", "src/{{plural}}.routes.js"],
  ['"./{{plural}}.ts"', '"./{{plural}}.js"'],
  ["tests/**/*.ts, (a).ts", "tests/**/*.js, (a).js"],
  ["the ending .ts, tsx: a.tsx, a.tsc", "the ending .ts, tsx: a.tsx, a.tsc"],
])("%j becomes %j", (template, expected) => {
  expect(withEnding(template, ".js")).toBe(expected);
});
