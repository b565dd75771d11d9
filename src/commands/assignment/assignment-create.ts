// Command `assignment create`: writes a starter, its solution and their checks, completely or not at all.
import { openCatalog } from "../../catalog/catalog.ts";
import type { AssignmentRequest } from "../../cli/request.ts";
import { assignmentContents } from "../../classroom/assignment.ts";
import { deliver } from "../../disk/delivery.ts";
import { sweep } from "../../disk/sweep.ts";
import type { Contents } from "../../draft.ts";
import type { GitOutcome } from "../../git/first-commit.ts";
import { exitCodes } from "../../user-error.ts";
import type { Terminal } from "../../terminal.ts";
import { asker } from "../ask.ts";
import type { Command } from "../command.ts";
import { takeAssignmentOrder, type AssignmentOrder } from "./assignment-order.ts";
import { reportAssignment, reportAssignmentPlan } from "./assignment-report.ts";

interface AssignmentContext {
  asked: AssignmentRequest;
  terminal: Terminal;
  stop: AbortSignal;
}

export interface AssignmentWork extends AssignmentContext {
  order: AssignmentOrder;
  draft: Contents;
  /** The first commit of the starter. */
  git: GitOutcome;
}

const starter = "starter";

export function assignmentCommand(context: AssignmentContext): Command<AssignmentOrder> {
  const { asked, terminal, stop } = context;
  const catalog = openCatalog();
  const work: Partial<AssignmentWork> = { git: { status: "skipped" } };
  return {
    description: "Creates an assignment",
    prompts: () =>
      takeAssignmentOrder({
        asked,
        catalog,
        ask: terminal.asks ? asker(stop) : undefined,
        during: terminal.during,
        stop,
      }),
    actions: (order) => {
      const all = Object.assign(work, context, { order, draft: new Map() }) as AssignmentWork;
      if (asked.dryRun) return [() => fill(all), () => reportAssignmentPlan(all)];
      return [() => fill(all), () => write(all), () => reportAssignment(all)];
    },
    exitCode: () => (work.git?.status === "failed" ? exitCodes.unfinished : exitCodes.done),
  };
}

/** In memory, so that errors are found before anything is written. */
async function fill({ order: { assignment }, draft, terminal }: AssignmentWork): Promise<void> {
  const files = await terminal.during("Cutting the starter", () => assignmentContents(assignment));
  for (const [path, content] of files) draft.set(path, content);
}

/** The starter's commit has the day as its time: the same assignment gives the same commit. */
async function write(work: AssignmentWork): Promise<void> {
  const { order, draft, terminal, stop } = work;
  sweep(order.target.path);
  const moment = `${order.created}T00:00:00Z`;
  const { commits } = await deliver({
    draft,
    target: order.target,
    repos: [starter],
    moment,
    stop,
    tell: terminal.note,
  });
  work.git = commits.get(starter) ?? work.git;
}
