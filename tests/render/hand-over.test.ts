// Handing over: what the stub of an open task is given, and where its import goes.
import { expect, test } from "vitest";
import { handOver } from "../../src/render/hand-over.ts";

const stub = { file: "src/todo.ts", call: "todo(" };

test("imports that nothing else uses become arguments of the first stub", () => {
  const text = 'import { a, b as c, type D } from "./x.ts";\nimport e from "e";\nimport type { F } from "./f.ts";\n\nexport const one = (d: D, f: F) => todo("one");\nexport const two = () => todo("two", a);\n';
  expect(handOver("src/deep/er/file.ts", text, stub)).toBe(
    'import { a, b as c, type D } from "./x.ts";\nimport e from "e";\nimport type { F } from "./f.ts";\nimport { todo } from "../../todo.ts";\n\nexport const one = (d: D, f: F) => todo("one", c, e);\nexport const two = () => todo("two", a);\n',
  );
});

test("a name in a comment or in a longer name is no use of it", () => {
  const text = 'import { find } from "./x.ts";\n\n// Use find here.\nexport const finder = () => todo("one");\n';
  expect(handOver("src/a.ts", text, stub)).toBe('import { find } from "./x.ts";\nimport { todo } from "./todo.ts";\n\n// Use find here.\nexport const finder = () => todo("one", find);\n');
});

test("a file without a stub stays as it is, with unused imports too", () => {
  const text = 'import { a } from "./x.ts";\n';
  expect(handOver("src/a.ts", text, stub)).toBe(text);
});
