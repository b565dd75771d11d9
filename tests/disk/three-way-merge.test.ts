// Three-way merge: what our change reaches in files, and what stays as users wrote it.
import { expect, test } from "vitest";
import { merge } from "../../src/disk/three-way-merge.ts";

const draft = (text: string | undefined) => new Map(text === undefined ? [] : [["README.md", text]]);
const merged = (before: string | undefined, yours: string | undefined, after: string | undefined) => {
  const { changed, left } = merge({ before: draft(before), yours: draft(yours), after: draft(after) });
  return { changed: [...changed], left };
};
const changedTo = (text: string) => ({ changed: [["README.md", text]], left: [] });
const nothing = { changed: [], left: [] };

test("our change is made where the user changed nothing, and next to what the user changed", () => {
  expect(merged("a\nb\nc\n", "a\nb\nc\n", "a\nb\nC\n")).toEqual(changedTo("a\nb\nC\n"));
  expect(merged("a\nb\nc\n", "A\nb\nc\n", "a\nb\nC\n")).toEqual(changedTo("A\nb\nC\n"));
});

test("lines that both changed stay as they are, and the file is named", () => {
  expect(merged("a\nb\n", "mine\nb\n", "ours\nb\n")).toEqual({ changed: [], left: ["README.md"] });
});

test("a file that already has our change is neither changed nor left", () => {
  expect(merged("a\nb\n", "A\nb\n", "A\nb\n")).toEqual(nothing);
});

test("Windows line ends of the user stay", () => {
  expect(merged("a\nb\nc\n", "a\r\nmine\r\nb\r\nc\r\n", "a\nb\nC\n")).toEqual(changedTo("a\r\nmine\r\nb\r\nC\r\n"));
});

test.each([
  ["the user deleted", ["a\n", undefined, "b\n"]], ["is not ours", [undefined, "a\n", "b\n"]], ["is ours no more", ["a\n", "a\n", undefined]], ["we did not change", ["a\n", "b\n", "a\n"]],
] as const)("a file that %s is not touched", (_, [before, yours, after]) => {
  expect(merged(before, yours, after)).toEqual(nothing);
});
