// Merge: the result for a file that two layers contain.
import { describe, expect, test } from "vitest";
import { merge } from "../../src/render/merge-layers.ts";
import { joinParts } from "../../src/render/join-parts.ts";

describe("Two layers with the same file", () => {
  test("merge JSON, and sort lists of packages", () => {
    const merged = merge("package.json", '{"name":"a","dependencies":{"a":"1","z":"1"}}', '{"dependencies":{"m":"1"}}');
    expect(merged).toBe(`${JSON.stringify({ name: "a", dependencies: { a: "1", m: "1", z: "1" } }, null, 2)}\n`);
    expect(Object.keys((JSON.parse(merge("p.json", '{"z":{},"a":1}', '{"b":1}')) as object))).toEqual(["z", "a", "b"]);
  });

  test.each([".env.example", ".gitignore", "sub/.dockerignore"])("append %s", (path) => {
    expect(merge(path, "a\n", "b\n")).toBe("a\nb\n");
  });

  test("replace other code", () => {
    expect(merge("src/app.ts", "a\n", "b\n")).toBe("b\n");
  });

  test("join the numbered parts of a document in order", () => {
    const files = new Map([["README.md/20-b.md", "b\n"], ["README.md/10-a.md", "a\n"], ["x.ts", "x\n"]]);
    expect([...joinParts(files)]).toEqual([["README.md", "a\n\nb\n"], ["x.ts", "x\n"]]);
  });

  test("join a list that continues in the next part", () => {
    const parts = ["## Decisions\n\n- a\n- b\n", "- c\n", "Not a list\n", "- d\n"];
    const files = new Map(parts.map((text, at) => [`README.md/1${at}-x.md`, text]));
    expect(joinParts(files).get("README.md")).toBe("## Decisions\n\n- a\n- b\n- c\n\nNot a list\n\n- d\n");
  });
});
