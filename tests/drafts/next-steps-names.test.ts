// Next steps: the page adds a table and a field under names that the project does not have.
import { expect, test } from "vitest";
import { openCatalog } from "../../src/catalog/catalog.ts";
import { answersFor } from "../../src/project/answers.ts";
import { createProject } from "../../src/project/project.ts";
import { renderProject } from "../../src/render/render-project.ts";

const catalog = openCatalog();
const api = catalog.ideas.get("api");

test.each([
  [["course title:string"], "announcements", "remarks"],
  [["announcement title:string remarks:text?"], "notices", "footnotes"],
  [["notice/announcements title:string", "course remarks:text? footnotes:text?"], "bulletins", "afterword"],
])("with the resources %j, it adds the table %s and the field %s", (resources, table, field) => {
  if (api === undefined) throw new Error("There is no idea `api`.");
  const answers = answersFor({ said: { folder: "school", author: "Ann", resources }, idea: api, catalog });
  const page = renderProject({ project: createProject({ answers, created: "2026-11-22", catalog }), version: "0.0.0" }).get("docs/next-steps.md");
  expect(/create table (\w+)/.exec(page ?? "")?.[1]).toBe(table);
  expect(/add column (\w+)/.exec(page ?? "")?.[1]).toBe(field);
});
