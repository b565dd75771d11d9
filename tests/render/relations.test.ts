// Relations view: where a deletion can be refused, directly or because of a row that would be deleted with it.
import { expect, test } from "vitest";
import { parseResource } from "../../src/project/resource/parse-resource.ts";
import { relationView } from "../../src/render/view/relations.ts";

/** The resources whose documentation has a 409 for DELETE. */
function restrictable(...specs: string[]): string[] {
  const resources = specs.map(parseResource);
  return resources.filter((resource) => relationView(resource, resources, []).restrictable).map(({ singular }) => singular.kebab);
}

test.each([
  [["a x:string", "b a:ref(a):restrict"], ["a"]],
  [["a x:string", "b a:ref(a)", "c b:ref(b):restrict"], ["a", "b"]],
  [["a x:string", "b a:ref(a)", "c b:ref(b)", "d c:ref(c)?:restrict"], ["a", "b", "c"]],
  [["a x:string", "b a:ref(a)?", "c b:ref(b):restrict"], ["b"]],
  [["a x:string", "b a:ref(a)", "c b:ref(b)"], []],
  [["a b:ref(b)?:cascade", "b a:ref(a)?:cascade"], []],
  [["a b:ref(b)?:cascade", "b a:ref(a)?:cascade", "c b:ref(b):restrict"], ["a", "b"]],
  [["a a:ref(a)?:restrict"], ["a"]],
])("%j: the resources whose deletion can be refused are %j", (specs, expected) => {
  expect(restrictable(...specs)).toEqual(expected);
});
