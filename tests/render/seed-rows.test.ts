// Example rows: how many are suggested for a resource, so that no rule of it refuses one.
import { expect, test } from "vitest";
import { openCatalog } from "../../src/catalog/catalog.ts";
import { parseResource } from "../../src/project/resource/parse-resource.ts";
import { resourceView } from "../../src/render/view/resource-view.ts";
import { rowsSuggested } from "../../src/render/view/seed-rows.ts";

const { stacks, databases } = openCatalog();
const [[stack], [database]] = [[...stacks.values()], [...databases.values()]];
if (stack === undefined || database === undefined) throw new Error("The catalog is empty.");

const counts = (...specs: string[]) => Object.fromEntries(rowsSuggested(specs.map(parseResource)));

test("three rows are suggested where no rule refuses one", () => {
  expect(counts("pen name:string", "ink name:string:unique", "nib tip:enum(a|b) name:string unique(tip,name)")).toEqual({ user: 1, pen: 3, ink: 3, nib: 3 });
});

test("a unique reference has as many rows as what it points to", () => {
  expect(counts("hand user:ref(user):unique", "glove hand:ref(hand):unique", "ring hand:ref(hand) name:string:unique")).toEqual({ user: 1, hand: 1, glove: 1, ring: 3 });
});

test("of a rule for several fields, the one with the most different examples counts", () => {
  const rule = (field: string) => counts(`pen user:ref(user) ${field} unique(user,tip)`).pen;
  expect(["tip:enum(a|b)", "tip:boolean", "tip:integer:min(1):max(2)", "tip:integer:min(1):max(9)", "tip:string"].map(rule)).toEqual([1, 1, 2, 3, 3]);
});

test("of several rules, the strictest counts", () => {
  expect(counts("pen name:string:unique user:ref(user) tip:boolean size:integer:min(1):max(2) unique(user,size) unique(tip,user)").pen).toBe(1);
});

test.each([["pen name:string", false], ["pen name:string:unique", true], ["pen name:string tip:string unique(name,tip)", true]])("whether rows of `%s` can conflict: %s", (spec, conflicts) => {
  expect(resourceView(0, [parseResource(spec)], { stack, database, migrations: [], seeds: {} }).conflicts).toBe(conflicts);
});
