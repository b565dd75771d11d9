// Options: defaults, requested and refused ones.
import { expect, test } from "vitest";
import type { Option } from "../../src/catalog/kinds.ts";
import { openCatalog } from "../../src/catalog/catalog.ts";
import { chosenOptions } from "../../src/project/options.ts";

const option = (id: string, byDefault: boolean): [string, Option] => [id, { id, title: id, says: id, default: byDefault }];
const options = new Map([option("lights", true), option("radio", false), option("wheels", true)]);

test.each([
  [{}, ["lights", "wheels"]],
  [{ with: ["radio"] }, ["lights", "radio", "wheels"]],
  [{ with: ["wheels", "wheels"] }, ["lights", "wheels"]],
  [{ without: ["lights", "wheels"] }, []],
  [{ with: ["radio"], without: ["lights"] }, ["radio", "wheels"]],
])("%j selects the options %j", (wishes, expected) => {
  expect(chosenOptions(wishes, options)).toEqual(expected);
});

test.each([
  [{ with: ["rodio"] }, 'There is no option "rodio". Did you mean radio?'],
  [{ without: ["seats"] }, 'There is no option "seats". Choose one of: '],
  [{ with: ["radio"], without: ["radio"] }, "The option radio is both requested and refused."],
])("%j is refused", (wishes, sentence) => {
  expect(() => chosenOptions(wishes, options)).toThrow(sentence);
});

test("every option of the catalog has a title, a description and a default", () => {
  for (const { options } of openCatalog().stacks.values()) {
    for (const { id, ...about } of options.values()) {
      expect(about, id).toEqual({ title: expect.any(String) as string, says: expect.stringMatching(/^[a-z].*[^.]$/) as string, default: expect.any(Boolean) as boolean });
    }
  }
});
