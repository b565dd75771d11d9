// Class grading: all submissions of a run. What goes wrong with one of them stops none of the others.
import { setImmediate as turn } from "node:timers/promises";
import { grade, open, type Opened } from "../../grading/grade.ts";
import { openGrader, type GraderProcess } from "../../grading/grader-process.ts";
import type { Setup } from "../../grading/job.ts";
import { processorsHere } from "../../grading/processors.ts";
import { writeResults, type Result } from "../../grading/results.ts";
import { openSaving } from "../../grading/saving.ts";
import type { Submission } from "../../grading/submissions.ts";
import { sharedRowsIn, type SharedRows } from "../../handout/shared-rows.ts";
import { counted, onOneLine } from "../../shown.ts";
import { UserError, codeOf, exitCodes } from "../../user-error.ts";
import type { CheckOrder } from "./check-order.ts";
import type { Graded } from "./check-report.ts";

interface ClassGrading {
  order: CheckOrder;
  setup: Setup;
  /** How many are graded at once. */
  atOnce: number;
  /** Whether those are graded too that have not changed. */
  again: boolean;
  stepDone: () => void;
}

/** First results are written as they come, so that a later run can go on. */
export async function gradeClass({ order, setup, atOnce, again, stepDone }: ClassGrading): Promise<Graded> {
  const { folder, submissions, known } = order;
  const { stop, isolated } = setup;
  const { contract } = setup.grader;
  const before = new Map(known?.results.map((result) => [result.key, result]));
  const [graded, first]: [Graded, Result[]] = [{ contract, results: [], failed: [] }, []];
  const saving = openSaving(() => writeResults(folder, { contract, results: [...before.values(), ...first] }));
  const one = gradingOf({ before: again ? undefined : before, sharedRows: sharedRowsIn(folder) });
  const [queue, processors] = [[...submissions], isolated ? processorsHere() : []];
  const take = (result: Result) => {
    graded.results.push(result);
    if (before.has(result.key)) return;
    first.push(result);
    saving.soon();
  };
  const worker = async (_: unknown, at: number) => {
    const own = { ...setup, processor: processors[at % processors.length] };
    const grader = openGrader(own);
    for (let next = queue.shift(); next !== undefined && !stop.aborted; next = queue.shift()) {
      const found = await one(next, own, grader);
      if ("failed" in found) graded.failed.push({ key: next.key, reason: found.failed });
      else if ("result" in found) take(found.result);
      stepDone();
      await turn(); // Without it, a signal would wait as long as no submission is started.
    }
    await grader.end();
  };
  try {
    const ended = await Promise.allSettled(Array.from({ length: atOnce }, worker));
    if (stop.aborted) throw stoppedAfter(first.length);
    for (const worked of ended) if (worked.status === "rejected") throw worked.reason;
  } finally {
    saving.end();
  }
  return graded;
}

type One = (submission: Submission, setup: Setup, grader: GraderProcess) => Promise<Outcome>;
type Outcome = { result: Result } | { failed: string } | { known: true };

/** Grades one submission, unless its result is known. An unexpected error is an outcome of this one only. */
function gradingOf({ before, sharedRows }: { before?: Map<string, Result>; sharedRows: SharedRows }): One {
  return async (submission, setup, grader) => {
    try {
      const opened = await open(submission, setup);
      if (isKnown(opened, setup, before?.get(submission.key))) return { known: true };
      return { result: { ...(await grade(opened, setup, grader)), ...sharing(opened, sharedRows) } };
    } catch (error) {
      if (setup.stop.aborted) throw error;
      await grader.end(); // Nobody knows what it was at.
      return { failed: reasonOf(error) };
    }
  };
}

/** With the stack of a bug, so that it can be reported. */
function reasonOf(error: unknown): string {
  const isBug = error instanceof Error && !(error instanceof UserError) && codeOf(error) === undefined;
  const reason = error instanceof UserError ? error.message : String(isBug ? error.stack : error);
  return onOneLine(reason.replace(/\n\s*/g, " ")).slice(0, 500);
}

function sharing(opened: Opened, sharedRows: SharedRows): Pick<Result, "shared"> {
  const shared = "files" in opened ? sharedRows(opened.submission.key, opened.files) : [];
  return shared.length === 0 ? {} : { shared };
}

/** By the same checks, as it is now. */
function isKnown({ of }: Opened, { grader, isolated }: Setup, known: Result | undefined): boolean {
  return known?.of === of && known.contract === grader.contract && known.sandboxed === isolated;
}

function stoppedAfter(count: number): UserError {
  return new UserError(
    `Stopped after ${counted(count, "submission")}.`,
    "The next run goes on with the others.",
    exitCodes.interrupted,
  );
}
