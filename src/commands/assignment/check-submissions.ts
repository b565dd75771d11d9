// Command `assignment check`: grades what students handed in, each in a sandbox.
import { availableParallelism } from "node:os";
import { openCatalog } from "../../catalog/catalog.ts";
import type { ActionRequest } from "../../cli/request.ts";
import { withSetup } from "../../grading/setup.ts";
import { sweepWorkplaces } from "../../grading/workplace.ts";
import type { Terminal } from "../../terminal.ts";
import { exitCodes, type ExitCode } from "../../user-error.ts";
import type { Command } from "../command.ts";
import { takeCheckOrder, type CheckOrder } from "./check-order.ts";
import { finish, type Graded } from "./check-report.ts";
import { gradeClass } from "./grade-class.ts";
import { installSolution } from "./solution-packages.ts";

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

/** As many at once as there are processors. */
async function gradeAll(order: CheckOrder, { asked, terminal, stop }: CheckContext): Promise<Graded> {
  const { folder, assignment, submissions } = order;
  const isolated = !asked.has("unsandboxed");
  if (!isolated) terminal.note("This runs the code of students without a sandbox");
  const atOnce = availableParallelism();
  const withoutTests = asked.has("without-tests");
  const setUp = { folder, assignment, templates: openCatalog().folder, withoutTests, isolated, atOnce, stop };
  return withSetup(setUp, (setup) =>
    terminal.steps("Grading", submissions.length, (stepDone) =>
      gradeClass({ order, setup, atOnce, again: asked.has("again"), stepDone }),
    ),
  );
}
