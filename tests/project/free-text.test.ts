// Free text: what disguises a text is refused, and what words and emoji need is kept.
import { expect, test } from "vitest";
import { disguises, fitted, freeText } from "../../src/project/free-text.ts";

test.each([
  ["a right-to-left override", "\u202E"], ["an isolate", "\u2067"], ["a space without a width", "\u200B"],
  ["a soft hyphen", "\u00AD"], ["a word joiner", "\u2060"], ["an invisible plus", "\u2064"], ["an Arabic letter mark", "\u061C"],
  ["a Hangul filler", "\u3164"], ["a tag", "\u{E0041}"], ["a separator of notes", "\uFFFA"], ["an escape", "\u001B"], ["half a pair", "\uD83C"],
])("%s is refused, and left out of a text that nobody typed", (_, mark) => {
  expect(disguises(`An${mark}n`)).toBe(true);
  expect(() => freeText("author", `An${mark}n`)).toThrow("contains an invisible control character.");
  expect(fitted("author", `An${mark}n`)).toBe("Ann");
});

test.each(["Zoë", "zoe\u0308", "王小明", "葛\u{E0100}城", "می\u200Cخواهم", "क्\u200Dष", "👩\u200D💻", "❤\uFE0F", "🇵🇹", "فاطمة", "שָׁלוֹם", "O’Brien", "a b"])("%s is kept", (text) => {
  expect(disguises(text)).toBe(false);
  expect(freeText("author", text)).toBe(text.normalize("NFC"));
});

test.each(["", " ", "\u200D", "\u200C \uFE0F", "\u0308"])("%j is empty: nothing of it can be seen", (text) => {
  expect(() => freeText("title", text)).toThrow("The title is empty.");
});
