// Roles: a project has those that its idea or one of its resources needs.
import { expect, test } from "vitest";
import { openCatalog } from "../../src/catalog/catalog.ts";
import { parseResource } from "../../src/project/resource/parse-resource.ts";
import { rolesOf } from "../../src/project/roles.ts";

const { ideas } = openCatalog();
const idea = (id: string) => ideas.get(id) ?? expect.fail();

test.each<[string, string[], string[]]>([
  ["api", [], []],
  ["api", ["cat name:string"], []],
  ["api", ["cat:admin name:string"], ["member", "admin"]],
  ["blog", [], ["member", "author"]],
])("%s with %j has the roles %j", (id, specs, roles) => {
  expect(rolesOf({ idea: idea(id), resources: specs.map((spec) => parseResource(spec)) })).toEqual(roles);
});
