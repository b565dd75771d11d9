// Command `assignment handout`: a copy of the starter for each student, in a store and on GitHub. It can be run again.
import type { ActionRequest } from "../../cli/request.ts";
import { limitsOf, pace, systemClock } from "../../github/pace.ts";
import { fillStore, placeAll } from "../../handout/handing-out.ts";
import { isPlaced } from "../../handout/placement.ts";
import { counted } from "../../shown.ts";
import type { Terminal } from "../../terminal.ts";
import { UserError, exitCodes, stopped } from "../../user-error.ts";
import { asker } from "../ask.ts";
import type { Command } from "../command.ts";
import { takeHandoutOrder, type HandoutOrder } from "./handout-order.ts";
import { callsFor, reportHandout, reportHandoutPlan, type HandedOut } from "./handout-report.ts";

interface HandoutContext {
  asked: ActionRequest;
  terminal: Terminal;
  stop: AbortSignal;
}

export function handoutCommand({ asked, terminal, stop }: HandoutContext): Command<HandoutOrder> {
  const done: HandedOut = { branches: [], placed: 0, problems: [] };
  return {
    description: "Hands out an assignment",
    prompts: async () => {
      const order = await terminal.during("Reading the class", () => takeHandoutOrder(asked, stop));
      if (terminal.asks && !asked.dryRun && !asked.has("yes")) await agree(order, stop);
      return order;
    },
    actions: (order) => {
      if (asked.dryRun) return [() => reportHandoutPlan(order, terminal)];
      return [
        async () => { done.branches = await fillStore(order.folder, order.known, order.seeds, stop); },
        () => orUnfinished(() => placeOnGitHub(order, done, terminal, stop), stop),
        () => reportHandout(order, done, terminal),
      ];
    },
    exitCode: () => (done.problems.length > 0 ? exitCodes.unfinished : exitCodes.done),
  };
}

async function agree(order: HandoutOrder, stop: AbortSignal): Promise<void> {
  const { repos, invitations } = callsFor(order);
  if (order.github === undefined || repos + invitations === 0) return;
  const created = `Create ${counted(repos, "private repository")} in ${order.known.org}`;
  const message = `${created}, and send ${counted(invitations, "invitation")}?`;
  if (!(await asker(stop)({ type: "confirm", message, default: true }))) throw stopped();
}

async function placeOnGitHub(
  { folder, title, known, active, github }: HandoutOrder,
  done: HandedOut,
  terminal: Terminal,
  stop: AbortSignal,
): Promise<void> {
  if (github === undefined) return;
  const left = active.filter((student) => !isPlaced(student)).length;
  if (left === 0) return;
  const { host } = github.connection;
  const rate = pace({ limits: limitsOf(host), clock: systemClock, stop, tell: terminal.note });
  const description = `Assignment: ${title}`.slice(0, 300);
  const common = { folder, known, students: active, description, github, pace: rate };
  done.problems = await terminal.steps(`Handing out on ${host.name}`, left, (stepDone) =>
    placeAll({ ...common, stepDone }),
  );
  done.placed = left - active.filter((student) => !isPlaced(student)).length;
}

/** After the store is written, the next run goes on. */
async function orUnfinished(work: () => Promise<void>, stop: AbortSignal): Promise<void> {
  const goOn = "Run the same command again to go on.";
  try {
    await work();
  } catch (error) {
    if (stop.aborted)
      throw new UserError("Stopped. What was handed out stays.", goOn, exitCodes.interrupted);
    throw error instanceof UserError ? new UserError(error.message, goOn, exitCodes.unfinished) : error;
  }
}
