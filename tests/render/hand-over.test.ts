// Handing over: the arguments of the stub of an open task, and the place of its import.
import { expect, test } from "vitest";
import { handOver } from "../../src/render/hand-over.ts";

const stub = { file: "src/todo.ts", call: "todo(" };

test("imports that are used nowhere else become arguments of the first stub", () => {
  const text = 'import { a, b as c, type D } from "./x.ts";\nimport e from "e";\nimport type { F } from "./f.ts";\n\nexport const one = (d: D, f: F) => todo("one");\nexport const two = () => todo("two", a);\n';
  expect(handOver("src/deep/er/file.ts", text, stub)).toBe(
    'import { a, b as c, type D } from "./x.ts";\nimport e from "e";\nimport type { F } from "./f.ts";\nimport { todo } from "../../todo.ts";\n\nexport const one = (d: D, f: F) => todo("one", c, e);\nexport const two = () => todo("two", a);\n',
  );
});

test("a name in a comment or as part of a longer name does not count as used", () => {
  const text = 'import { find } from "./x.ts";\n\n// Use find here.\nexport const finder = () => todo("one");\n';
  expect(handOver("src/a.ts", text, stub)).toBe('import { find } from "./x.ts";\nimport { todo } from "./todo.ts";\n\n// Use find here.\nexport const finder = () => todo("one", find);\n');
});

test("a file without a stub is not changed, even with unused imports", () => {
  const text = 'import { a } from "./x.ts";\n';
  expect(handOver("src/a.ts", text, stub)).toBe(text);
});
