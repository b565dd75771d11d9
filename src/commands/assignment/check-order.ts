// Order of `assignment check`: an assignment, what is graded, and what was graded before.
import { openCatalog } from "../../catalog/catalog.ts";
import type { Assignment } from "../../classroom/assignment.ts";
import { readAssignment } from "../../classroom/on-disk.ts";
import type { ActionRequest } from "../../cli/request.ts";
import { pathOf } from "../../disk/target.ts";
import { readResults, type Results } from "../../grading/results.ts";
import { findSubmissions, type Submission } from "../../grading/submissions.ts";

export interface CheckOrder {
  folder: string;
  assignment: Assignment;
  submissions: Submission[];
  known?: Results;
}

/** @throws UserError for a folder that is no assignment, and if there is nothing to grade */
export async function takeCheckOrder(asked: ActionRequest): Promise<CheckOrder> {
  const folder = pathOf(asked.directory ?? ".");
  const assignment = await readAssignment(folder, openCatalog());
  const named = asked.text("submissions");
  const submissions = await findSubmissions(folder, named === undefined ? undefined : pathOf(named));
  return { folder, assignment, submissions, known: readResults(folder) };
}
