// Cut pass: the result for marked regions in every kind of file, and errors for invalid marks.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cutRegions, tasksIn } from "../../src/render/cut-regions.ts";
import { markIn, mayHoldMarks } from "../../src/render/marks.ts";

const all = new Set(["find-post"]);
const cut = (path: string, text: string, open: ReadonlySet<string>) => cutRegions(new Map([[path, text]]), open).get(path);

const code = `export function find(id: string): Post {
  // task find-post
  const found = posts.get(id);
  return found;
  // starter
  // if (id === "") {
  //   return todo("find-post");
  // }
  // end find-post
}
`;

describe("A marked region", () => {
  test("becomes its solution without marks in an ordinary project", () => {
    expect(cut("a.ts", code, new Set())).toBe("export function find(id: string): Post {\n  const found = posts.get(id);\n  return found;\n}\n");
  });

  test("becomes its starter, uncommented and indented, if its task is open", () => {
    expect(cut("a.ts", code, all)).toBe('export function find(id: string): Post {\n  if (id === "") {\n    return todo("find-post");\n  }\n}\n');
  });

  test("without a starter is removed with the blank line after it", () => {
    expect(cut("a.sql", "select 1;\n\n-- task find-post\nselect 2;\n-- end find-post\n\nselect 3;\n", all)).toBe("select 1;\n\nselect 3;\n");
  });

  test.each([
    ["a.sql", "-- task find-post", "-- starter", "-- left", "-- end find-post"],
    ["a.yml", "# task find-post", "# starter", "# left", "# end find-post"],
    ["a.py", "  # task find-post", "  # starter", "  # left", "  # end find-post"],
    ["a.md", "<!-- task find-post -->", "<!-- starter -->", "<!-- left -->", "<!-- end find-post -->"],
    ["a.ejs", "<%# task find-post -%>", "<%# starter -%>", "<%# left -%>", "<%# end find-post %>"],
    ["a.css", "/* task find-post */", "/* starter */", "/* left */", "/* end find-post */"],
    [".env", "# task find-post", "# starter", "# left", "# end find-post"],
  ])("is found in %s", (path, task, starter, left, end) => {
    const text = ["before", task, "whole", starter, left, end, "after"].join("\n");
    expect(cut(path, text, new Set())).toBe("before\nwhole\nafter");
    expect(cut(path, text, all)?.replaceAll(" ", "")).toBe("before\nleft\nafter");
    expect(tasksIn(path, text)).toEqual(["find-post"]);
  });
});

describe("An invalid mark is reported with file and line", () => {
  test.each([
    ["// task a\n// task b\n// end b\n// end a", "a.ts, line 2: task b opens inside task a."],
    ["x\n// end a", "a.ts, line 2: end a closes nothing."],
    ["// task a\nx", "a.ts, line 1: task a is never closed."],
    ["// task a\n// end b", "a.ts, line 2: end b is inside task a."],
    ["// task a\n// starter\n// starter\n// end a", "a.ts, line 3: task a has a second starter."],
    ["// end the loop\n// starter\n// task a\n// end a", "a.ts, line 2: starter is outside a task."],
  ])("%j", (text, sentence) => {
    expect(() => cut("a.ts", text, new Set())).toThrow(sentence);
  });
});

test("prose about tasks and ends is not a mark", () => {
  const prose = "# task manager app\n# end of line\n// a task is done\nconst task = 1; // end task\n";
  for (const path of ["a.ts", "a.md", "a.yml"]) expect(cut(path, prose, all)).toBe(prose);
  expect(cut("README.md", "# task find-post\n", all)).toBe("# task find-post\n");
});

test("text without marks is not changed", () => {
  fc.assert(fc.property(fc.array(fc.oneof(fc.string(), fc.constantFrom("task ", "end ", "task A", "# task a", "x // end a")), { maxLength: 5 }), (lines) => {
    expect(cut("a.ts", lines.join("\n"), new Set())).toBe(lines.join("\n"));
  }));
});

test("the quick test of a text finds every mark, however it is indented and spaced", () => {
  const space = fc.stringMatching(/^[ \t\u00a0\r]{0,3}$/);
  const path = fc.constantFrom("a.md", "a.ts", "a.ejs", "a.sql", "a.css", "a.yml");
  const part = fc.constantFrom("<!--", "//", "<%#", "--", "/*", "#");
  const words = fc.constantFrom("task find-post", "end find-post", "starter", "the end of a task", "x");
  const line = fc.tuple(space, part, space, words, space, fc.constantFrom("", "-->", "%>", "-%>", "*/"), space).map((parts) => parts.join(""));
  let marks = 0;
  fc.assert(fc.property(path, line, (file, text) => {
    if (markIn(file, text) === undefined) return;
    marks += 1;
    expect(mayHoldMarks(`a\n${text}\nb`)).toBe(true);
  }), { numRuns: 5_000 });
  expect(marks).toBeGreaterThan(100);
});
