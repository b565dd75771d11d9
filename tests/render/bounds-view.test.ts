// Bounds view: texts for templates at every bound that the grammar accepts.
import fc from "fast-check";
import { expect, test } from "vitest";
import { parseField } from "../../src/project/resource/parse-field.ts";
import { nameFrom } from "../../src/project/resource/names.ts";
import { boundsView } from "../../src/render/view/bounds-view.ts";

const book = nameFrom("book");
const widest = 2_147_483_647;

test.each([
  `pages:integer:min(${widest})`, `pages:integer:min(${-widest})`, "pages:integer:min(1000000000):max(1000000005)",
  "price:decimal:min(9999999999)", "price:decimal:max(0.01)", "title:string:min(200)", "body:text:min(10000)",
])("the seed text of %s is short, unless min() requires a long one", (spec) => {
  const field = parseField(spec, book);
  const { seedText } = boundsView(field, 1);
  expect(seedText.length).toBeLessThanOrEqual(field.type === "string" || field.type === "text" ? Number(field.min) : 20);
});

test("bounds of numbers never lengthen the seed text", () => {
  fc.assert(
    fc.property(fc.integer({ min: -widest, max: widest }), fc.nat({ max: 9 }), (min, width) => {
      const bounds = min + width > widest ? `min(${min})` : `min(${min}):max(${min + width})`;
      expect(boundsView(parseField(`pages:integer:${bounds}`, book), 3).seedText).toBe("Pages 3");
    }),
    { numRuns: 200 },
  );
});
