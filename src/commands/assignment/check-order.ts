// Order of `assignment check`: an assignment, what is graded, and what was graded before.
import { openCatalog } from "../../catalog/catalog.ts";
import type { Assignment } from "../../classroom/assignment.ts";
import { readAssignment } from "../../classroom/on-disk.ts";
import type { ActionRequest } from "../../cli/request.ts";
import { pathOf } from "../../disk/target.ts";
import { collectedBefore } from "../../gradebook/collected-file.ts";
import { readResults, type Results } from "../../grading/results.ts";
import { findSubmissions, type Submission } from "../../grading/submissions.ts";
import { refuseOutsiders } from "../../roster/outsiders.ts";

export interface CheckOrder {
  folder: string;
  assignment: Assignment;
  submissions: Submission[];
  known?: Results;
}

/** @throws UserError for a folder that is no assignment, for nothing to grade, and for work of nobody in the class */
export async function takeCheckOrder(asked: ActionRequest): Promise<CheckOrder> {
  const folder = pathOf(asked.directory ?? ".");
  const assignment = await readAssignment(folder, openCatalog());
  const named = asked.text("submissions");
  const collected = collectedBefore(folder);
  const submissions = await findSubmissions(folder, named === undefined ? undefined : pathOf(named));
  const keys = named === undefined ? [] : submissions.map(({ key }) => key);
  refuseOutsiders(folder, keys, (key) => collected.get(key)?.name !== undefined);
  return { folder, assignment, submissions, known: readResults(folder) };
}
