// Each student: work for one student after the other. What fails for one of them stops none of the others.
import { RepoError } from "../github/activity.ts";
import { LoginError } from "../github/client.ts";
import { LimitError } from "../github/rate-limit.ts";
import { TakenError } from "../github/repos.ts";
import type { Student } from "../roster/class-file.ts";
import { UserError } from "../user-error.ts";

/** So many failures in a row are those of GitHub or of this machine. */
const mostInARow = 3;

interface Work {
  students: Student[];
  stop: AbortSignal;
  work: (student: Student) => Promise<void>;
  failed: (student: Student, problem: string) => void;
  stepDone: () => void;
}

/** @throws UserError for what all would meet: a login or a limit of GitHub, failures in a row, or Ctrl-C */
export async function forEachStudent({ students, stop, work, failed, stepDone }: Work): Promise<void> {
  let inARow = 0;
  for (const student of students) {
    stop.throwIfAborted();
    try {
      await work(student);
      inARow = 0;
    } catch (error) {
      stop.throwIfAborted();
      inARow = isOfOne(error) ? 0 : inARow + 1;
      if (!(error instanceof UserError) || isOfAll(error) || inARow === mostInARow) throw error;
      failed(student, `${student.key}: ${error.message}`);
    }
    stepDone();
  }
}

function isOfOne(error: unknown): boolean {
  return error instanceof RepoError || error instanceof TakenError;
}

function isOfAll(error: unknown): boolean {
  return error instanceof LoginError || error instanceof LimitError;
}
