// Nearest name: suggestions for an unknown name.
import { expect, test } from "vitest";
import { nearest } from "../src/nearest.ts";

test.each([
  ["strng", "Did you mean string?"],
  ["UUID", "Did you mean uuid?"],
  ["mit", "Did you mean MIT?"],
  ["str", "Did you mean string?"],
  ["st", "Choose one of: string, uuid, MIT."],
  ["whatever", "Choose one of: string, uuid, MIT."],
])("the suggestion for %s is: %s", (word, sentence) => {
  expect(nearest(word, new Set(["string", "uuid", "MIT"]).values())).toBe(sentence);
});
