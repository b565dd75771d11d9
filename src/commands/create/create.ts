// Command `create`: creates a new project completely or not at all.
import { openCatalog } from "../../catalog/catalog.ts";
import { topicsOf } from "../../project/project.ts";
import type { CreateRequest } from "../../cli/request.ts";
import { install } from "../../disk/install.ts";
import { deliver } from "../../disk/delivery.ts";
import { adapt } from "../../disk/clone.ts";
import { sweep } from "../../disk/sweep.ts";
import type { Draft } from "../../draft.ts";
import { isFromRegistry } from "../../invocation.ts";
import { ourVersion } from "../../ourselves.ts";
import { loadRenderer, render } from "../../render/render.ts";
import { shown } from "../../shown.ts";
import type { Terminal } from "../../terminal.ts";
import { asker } from "../ask.ts";
import { codeFor, nothingYet, type Outcome } from "./create-outcome.ts";
import { reportMade, reportPlan, reportPlurals } from "./create-report.ts";
import { takeOrder, type Order } from "./create-order.ts";
import type { Command } from "../command.ts";

export interface CreateContext {
  asked: CreateRequest;
  terminal: Terminal;
  stop: AbortSignal;
}

interface Work {
  asked: CreateRequest;
  order: Order;
  draft: Draft;
  outcome: Outcome;
  terminal: Terminal;
  stop: AbortSignal;
}

/** `create` as a plop generator: its prompts collect the order, its actions carry it out. */
export function createCommand({ asked, terminal, stop }: CreateContext): Command<Order> {
  const catalog = openCatalog();
  const outcome = nothingYet();
  return {
    description: "Creates a backend project",
    prompts: async () => {
      const ask = terminal.asks ? asker(stop) : undefined;
      const [order] = await Promise.all([
        takeOrder({ asked, catalog, ask, during: terminal.during, stop }),
        loadRenderer(), // Meanwhile: Git and the user take their time to answer.
      ]);
      return order;
    },
    actions: (order) => {
      const work: Work = { asked, order, draft: new Map(), outcome, terminal, stop };
      if (asked.dryRun) return [() => fill(work), () => reportPlurals(work), () => reportPlan(work)];
      return [
        () => fill(work), // In memory, so that errors are found before anything is written.
        () => reportPlurals(work),
        () => clean(work), // The target has been accepted, so what interrupted runs left there can be removed.
        () => write(work), // Staged and committed in a hidden folder, then placed: the first visible change.
        () => publish(work), // A failure from here on keeps the project.
        () => installPackages(work),
        () => reportMade(work),
      ];
    },
    exitCode: () => codeFor(outcome),
  };
}

async function fill({ order: { project, target }, draft }: Work): Promise<void> {
  const files = await render({ project, version: ourVersion, fromRegistry: isFromRegistry() });
  for (const [path, text] of files) draft.set(path, text);
  if (target.clone !== undefined) adapt(draft, target.clone);
}

function clean({ order, outcome, terminal }: Work): void {
  outcome.leftovers = sweep(order.target.path);
  const { removed, left } = outcome.leftovers;
  if (removed.length > 0)
    terminal.done(`Removed what an interrupted run had left: ${removed.map((name) => shown(name)).join(", ")}`);
  if (order.target.warning !== undefined) terminal.note(order.target.warning);
  for (const each of left) terminal.note(`Left alone: ${each}. Remove it if nobody needs it`);
}

async function write(work: Work): Promise<void> {
  const { order, draft, outcome, terminal, stop } = work;
  const { target, commits } = await deliver({
    draft,
    target: order.target,
    repos: order.git ? [""] : [],
    stop,
    tell: terminal.note,
  });
  order.target = target;
  outcome.gitAsked = order.git && order.gitAsked;
  outcome.git = commits.get("") ?? outcome.git;
}

async function publish({ order, outcome, terminal, asked, stop }: Work): Promise<void> {
  const { publication, project, target } = order;
  if (publication === undefined) return;
  if (outcome.git.status !== "committed") return void (outcome.github = { status: "waiting" });
  const described = { description: project.description, topics: topicsOf(project), public: asked.public };
  const { branch } = outcome.git;
  const { publishNew } = await import("../../github/publication.ts");
  outcome.github = await terminal.during(`Publishing to ${publication.url}`, () =>
    publishNew({ publication, described, folder: target.path, branch, stop }),
  );
}

async function installPackages({ order, outcome, terminal, stop }: Work): Promise<void> {
  if (!order.install) return;
  const command = order.project.manager.install;
  outcome.install = await terminal.during(`Running ${command}`, () => install(order.target.path, command, stop));
}
