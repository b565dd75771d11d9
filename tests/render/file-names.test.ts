// File names: `.ts` at the end of a name becomes `.js`, also after tags and in globs.
import { expect, test } from "vitest";
import { renamed } from "../../src/render/javascript/file-names.ts";

test.each([
  ['import { a } from "./a.ts";', 'import { a } from "./a.js";'],
  ["src/{{plural}}.routes.ts", "src/{{plural}}.routes.js"],
  ['"./{{plural}}.ts"', '"./{{plural}}.js"'],
  ["tests/**/*.ts, (a).ts", "tests/**/*.js, (a).js"],
  ["the ending .ts, tsx: a.tsx, a.tsc", "the ending .ts, tsx: a.tsx, a.tsc"],
])("%j is renamed to %j", (template, expected) => {
  expect(renamed(template)).toBe(expected);
});
