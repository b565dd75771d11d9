// Shown texts: a user's text in a message is on one line, and what is invisible is spelled out.
import fc from "fast-check";
import { expect, test } from "vitest";
import { counted, onOneLine, shown, unquoted } from "../src/shown.ts";
import { hostileText } from "./support/arbitrary.ts";

test.each([
  ['O"Brien', '"O\\"Brien"', 'O"Brien'],
  ["a\\b", '"a\\\\b"', "a\\b"],
  ["a\nb", '"a\\nb"', "a\\nb"],
  ["a\u202Eb", '"a\\u202Eb"', "a\\u202Eb"],
  ["a\u{E0041}b", '"a\\u{E0041}b"', "a\\u{E0041}b"],
])("%j in quotes, and without", (text, quoted, plain) => {
  expect([shown(text), unquoted(text)]).toEqual([quoted, plain]);
});

test("a text of any length is shortened between two characters", () => {
  expect([shown("abc", 3), shown("abcd", 3), unquoted("🎉🎉🎉", 2)]).toEqual(['"abc"', '"abc…"', "🎉🎉…"]);
});

test("no text breaks the line of its message", () => {
  fc.assert(fc.property(hostileText, (text) => {
    for (const one of [shown(text), unquoted(text), onOneLine(text)]) expect(one).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
  }));
});

test("numbers of things are counted", () => {
  expect([counted(0, "task"), counted(1, "repository"), counted(2, "repository")]).toEqual(["0 tasks", "1 repository", "2 repositories"]);
});
