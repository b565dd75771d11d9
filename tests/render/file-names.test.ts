// File names: `.ts` becomes `.js` where it ends a name, also behind tags and globs.
import { expect, test } from "vitest";
import { renamed } from "../../src/render/javascript/file-names.ts";

test.each([
  ['import { a } from "./a.ts";', 'import { a } from "./a.js";'],
  ["src/{{plural}}.routes.ts", "src/{{plural}}.routes.js"],
  ['"./{{plural}}.ts"', '"./{{plural}}.js"'],
  ["tests/**/*.ts, (a).ts", "tests/**/*.js, (a).js"],
  ["the ending .ts, tsx: a.tsx, a.tsc", "the ending .ts, tsx: a.tsx, a.tsc"],
])("%j becomes %j", (template, expected) => {
  expect(renamed(template)).toBe(expected);
});
