// Command `assignment check`: grades what students handed in, each in a sandbox.
import { availableParallelism } from "node:os";
import { openCatalog } from "../../catalog/catalog.ts";
import type { ActionRequest } from "../../cli/request.ts";
import { grade, open, type Opened } from "../../grading/grade.ts";
import { openGrader } from "../../grading/grader-process.ts";
import type { Setup } from "../../grading/job.ts";
import { processorsHere } from "../../grading/processors.ts";
import { writeResults, type Result, type Results } from "../../grading/results.ts";
import { withSetup } from "../../grading/setup.ts";
import { sweepWorkplaces } from "../../grading/workplace.ts";
import { sharedRowsIn, type SharedRows } from "../../handout/shared-rows.ts";
import type { Terminal } from "../../terminal.ts";
import { UserError, exitCodes, type ExitCode } from "../../user-error.ts";
import type { Command } from "../command.ts";
import { takeCheckOrder, type CheckOrder } from "./check-order.ts";
import { finish, type Graded } from "./check-report.ts";
import { installSolution } from "./solution-packages.ts";
import { counted } from "../../shown.ts";

interface CheckContext {
  asked: ActionRequest;
  terminal: Terminal;
  stop: AbortSignal;
}

export function checkCommand({ asked, terminal, stop }: CheckContext): Command<CheckOrder> {
  const state: { exitCode: ExitCode } = { exitCode: exitCodes.unfinished };
  return {
    description: "Grades submissions",
    prompts: () => takeCheckOrder(asked),
    actions: (order) => [
      () => {
        const { checking } = order.assignment;
        const command = checking.grading.install;
        return installSolution({ folder: order.folder, command, packages: checking.packages, terminal, stop });
      },
      async () => {
        sweepWorkplaces();
        const graded = await gradeAll(order, { asked, terminal, stop });
        sweepWorkplaces(); // A server that was still ending has ended meanwhile.
        state.exitCode = await finish({ order, graded, yes: asked.has("yes"), terminal, stop });
      },
    ],
    exitCode: () => state.exitCode,
  };
}

/** As many at once as there are processors. First results are written at once, so that a later run can go on. */
async function gradeAll(order: CheckOrder, { asked, terminal, stop }: CheckContext): Promise<Graded> {
  const { folder, assignment, submissions, known } = order;
  const isolated = !asked.has("unsandboxed");
  if (!isolated) terminal.note("This runs the code of students without a sandbox");
  const atOnce = availableParallelism();
  const withoutTests = asked.has("without-tests");
  const setUp = { folder, assignment, templates: openCatalog().folder, withoutTests, isolated, atOnce, stop };
  return withSetup(setUp, (setup) =>
    terminal.steps("Grading", submissions.length, async (stepDone) => {
      const { contract } = setup.grader;
      const results: Result[] = [];
      const first = (result: Result) => known?.results.every(({ key }) => key !== result.key) ?? true;
      const save = (result: Result) => {
        results.push(result);
        const fresh = results.filter(first);
        if (first(result)) writeResults(folder, { contract, results: [...(known?.results ?? []), ...fresh] });
      };
      const sharedRows = sharedRowsIn(folder);
      const queue = [...submissions];
      const processors = isolated ? processorsHere() : [];
      const worker = async (_: unknown, at: number) => {
        const own = { ...setup, processor: processors[at % processors.length] };
        const grader = openGrader(own);
        for (let next = queue.shift(); next !== undefined && !stop.aborted; next = queue.shift()) {
          const opened = await open(next, setup);
          const isKnown = !asked.has("again") && known !== undefined && wasGraded(opened, setup, known);
          if (!isKnown) save({ ...(await grade(opened, own, grader)), ...sharing(opened, sharedRows) });
          stepDone();
        }
        await grader.end();
      };
      const ended = await Promise.allSettled(Array.from({ length: atOnce }, worker));
      if (stop.aborted) throw stoppedAfter(results.filter(first).length);
      for (const worked of ended) if (worked.status === "rejected") throw worked.reason;
      return { contract, results };
    }),
  );
}

function sharing(opened: Opened, sharedRows: SharedRows): Pick<Result, "shared"> {
  const shared = "files" in opened ? sharedRows(opened.submission.key, opened.files) : [];
  return shared.length === 0 ? {} : { shared };
}

/** By the same checks, as it is now. */
function wasGraded({ submission, of }: Opened, { grader, isolated }: Setup, known: Results): boolean {
  return known.results.some(
    (result) =>
      result.key === submission.key &&
      result.of === of &&
      result.contract === grader.contract &&
      result.sandboxed === isolated,
  );
}

function stoppedAfter(count: number): UserError {
  return new UserError(
    `Stopped after ${counted(count, "submission")}.`,
    "The next run goes on with the others.",
    exitCodes.interrupted,
  );
}
