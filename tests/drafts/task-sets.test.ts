// Task sets of domains: each gets tasks for its own resources, with checks and mutants that match them.
import { expect, test } from "vitest";
import { openCatalog } from "../../src/catalog/catalog.ts";
import { generatedAssignment } from "../../src/classroom/generated.ts";
import { assignmentDraft } from "../../src/classroom/assignment.ts";
import { oneOf } from "../../src/project/one-of.ts";
import { taskSetOf } from "../../src/classroom/task-set.ts";
import { answersFor } from "../../src/project/answers.ts";
import { createProject } from "../../src/project/project.ts";
import { domains } from "../support/domains.ts";

const catalog = openCatalog();
const idea = oneOf("idea", "api", catalog.ideas);

test.each(Object.entries(domains))("%s has a task of each kind, and every mutant matches its solution once", async (_, resources) => {
  const answers = answersFor({ said: { folder: "my-api", resources }, idea, catalog });
  const project = createProject({ answers, created: "2026-11-22", catalog });
  const set = taskSetOf(project);
  expect(set.tasks.length).toBe(resources.length === 1 ? 8 : 9);
  expect(JSON.stringify([set.tasks, ...set.contract])).not.toMatch(/sample.?item/i);
  const draft = await assignmentDraft(await generatedAssignment({ project, tasks: set.tasks, terms: {}, version: "0.0.0" }));
  const { mutants } = JSON.parse(draft.get("contract/mutants.json") ?? "{}") as { mutants: { file: string; find: string }[] };
  expect(mutants.length).toBeGreaterThanOrEqual(4);
  for (const { file, find } of mutants) expect(draft.get(`solution/${file}`)?.split(find)).toHaveLength(2);
});
