// Command `create`: creates a new project completely or not at all.
import { openCatalog } from "../../catalog/catalog.ts";
import { topicsOf } from "../../project/topics.ts";
import type { CreateRequest } from "../../cli/request.ts";
import { install } from "../../disk/install.ts";
import { Staging } from "../../disk/staging.ts";
import { adapt } from "../../disk/clone.ts";
import { sweep } from "../../disk/sweep.ts";
import { nearestExisting } from "../../disk/target.ts";
import type { Draft } from "../../draft.ts";
import { isFromRegistry } from "../../invocation.ts";
import { ourVersion } from "../../ourselves.ts";
import { derivationFor } from "../../render/derivation.ts";
import { renderProject } from "../../render/render-project.ts";
import { shown } from "../../shown.ts";
import type { Terminal } from "../../terminal.ts";
import { asker } from "../ask.ts";
import { codeFor, nothingYet, type Outcome } from "./create-outcome.ts";
import { reportMade, reportPlan, reportPlurals } from "./create-report.ts";
import { takeOrder, type Order } from "./create-order.ts";
import { acceptTarget } from "./create-target.ts";
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
  staging: Staging;
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
    prompts: () => takeOrder({ asked, catalog, ask: terminal.asks ? asker(stop) : undefined, during: terminal.during, stop }),
    actions: (order) => {
      const work: Work = { asked, order, draft: new Map(), staging: new Staging(order.target), outcome, terminal, stop };
      if (asked.dryRun) return [() => render(work), () => reportPlurals(work), () => reportPlan(work)];
      return [
        () => render(work), // In memory, so that errors are found before anything is written.
        () => reportPlurals(work),
        () => clean(work), // The target has been accepted, so what interrupted runs left there can be removed.
        () => orNothing(work, stage), // In a hidden folder; the target is still unchanged.
        () => orNothing(work, commit), // In the hidden folder too, so that the project appears with its commit.
        () => orNothing(work, place), // The first change that a user can see.
        () => publish(work), // A failure from here on keeps the project.
        () => installPackages(work),
        () => reportMade(work),
      ];
    },
    exitCode: () => codeFor(outcome),
  };
}

async function render({ order: { project, target }, draft }: Work): Promise<void> {
  const derivation = await derivationFor(project);
  const files = renderProject({ project, version: ourVersion, fromRegistry: isFromRegistry(), derivation });
  for (const [path, text] of files) draft.set(path, text);
  if (target.clone !== undefined) adapt(draft, target.clone);
}

function clean({ order, outcome, terminal }: Work): void {
  outcome.leftovers = sweep(order.target.path);
  const { removed, left } = outcome.leftovers;
  if (removed.length > 0) terminal.done(`Removed what an interrupted run had left: ${removed.map((name) => shown(name)).join(", ")}`);
  if (order.target.warning !== undefined) terminal.note(order.target.warning);
  for (const each of left) terminal.note(`Left alone: ${each}. Remove it if nobody needs it`);
}

/** An existing folder is checked again, because questions take time and a moved file may be back by now. */
async function stage(work: Work): Promise<void> {
  const { order, draft, stop } = work;
  if (order.target.exists) order.target = await acceptTarget(order.target.path);
  const { target } = order;
  if (target.clone !== undefined) adapt(draft, target.clone);
  work.staging = new Staging(target);
  work.staging.write(draft, stop);
  if (target.repo !== undefined && order.git) work.staging.copyRepo();
}

async function commit({ order, draft, staging, outcome, terminal, stop }: Work): Promise<void> {
  if (!order.git) return;
  outcome.gitAsked = order.gitAsked;
  const { firstCommit } = await import("../../git/first-commit.ts"); // A run without Git starts sooner without it.
  const place = { target: order.target.path, here: nearestExisting(order.target.path) };
  outcome.git = await firstCommit({ project: staging.project, files: [...draft.keys()], place, branch: order.target.repo?.branch, stop, tell: terminal.note });
}

function place({ staging }: Work): void {
  staging.place();
}

async function publish({ order, outcome, terminal, asked, stop }: Work): Promise<void> {
  const { publication, project, target } = order;
  if (publication === undefined) return;
  if (outcome.git.status !== "committed") return void (outcome.github = { status: "waiting" });
  const described = { description: project.description, topics: topicsOf(project), public: asked.public };
  const { branch } = outcome.git;
  const { publishNew } = await import("../../github/publication.ts");
  outcome.github = await terminal.during(`Publishing to ${publication.url}`, () => publishNew({ publication, described, folder: target.path, branch, stop }));
}

async function installPackages({ order, outcome, terminal, stop }: Work): Promise<void> {
  if (!order.install) return;
  const command = order.project.manager.install;
  outcome.install = await terminal.during(`Running ${command}`, () => install(order.target.path, command, stop));
}

/** Runs a step and removes everything if it fails or the run is stopped. */
async function orNothing(work: Work, step: (work: Work) => void | Promise<void>): Promise<void> {
  try {
    work.stop.throwIfAborted();
    await step(work);
  } catch (error) {
    work.staging.remove();
    throw work.stop.aborted ? work.stop.reason : error;
  }
}
