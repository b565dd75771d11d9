// Type names: for names of types in other tools, the error contains the type to write.
import { expect, test } from "vitest";
import { fieldTypes } from "../../src/catalog/field-types.ts";
import { parseField } from "../../src/project/resource/parse-field.ts";
import { nameFrom } from "../../src/project/resource/names.ts";
import { elsewhere } from "../../src/project/resource/type-names.ts";

const book = nameFrom("book");

test.each([
  ["varchar", "Use string."], ["varchar(255)", "Use string."], ["VARCHAR", "Use string."], ["number", "Use integer or decimal."], ["float", "Use decimal."], ["money", "Use decimal."],
  ["timestamp", "Use datetime."], ["time_stamp", "Use datetime."], ["int", "Use integer."], ["bigint?", "Use integer."], ["bool", "Use boolean."], ["jsonb", "Use json."], ["object", "Use json."],
  ["longtext", "Use text."], ["guid", "Use uuid."], ["belongs-to", "Use ref(author)."], ["select", "Use enum(a|b)."], ["mail", "Use email."], ["link", "Use url."], ["day", "Use date."],
  ["strng", "Did you mean string?"], ["String", "Did you mean string?"], ["nonsense", `Choose one of: ${fieldTypes.join(", ")}.`], ["constructor", "Choose one of: "], [`${"v".repeat(50_000)}`, "Choose one of: "],
])("the unknown type %s is refused: %s", (typed, hint) => {
  expect(() => parseField(`title:${typed}`, book)).toThrow(hint);
});

test.each(fieldTypes)("the type %s has names in other tools, and is not itself a name for another type", (type) => {
  expect(elsewhere.map(([to]) => to)).toContainEqual(expect.stringMatching(new RegExp(`^${type}\\b`)));
  expect(elsewhere.filter(([, words]) => words.split(" ").includes(type))).toEqual([]);
});
