// The verb `create`: a new repo, whole or not at all.
import { dirname } from "node:path";
import { openCatalog } from "../catalog/catalog.ts";
import type { CreateRequest } from "../command/command.ts";
import { firstCommit } from "../disk/git.ts";
import { install } from "../disk/install.ts";
import { Staging } from "../disk/staging.ts";
import { nearestExisting } from "../disk/target.ts";
import type { Draft } from "../draft.ts";
import { ourVersion } from "../ourselves.ts";
import { renderProject } from "../render/render.ts";
import type { Terminal } from "../terminal.ts";
import { asker } from "./ask.ts";
import { codeFor, nothingYet, reportMade, reportPlan } from "./create-report.ts";
import { takeOrder, type Order } from "./create-order.ts";
import type { Verb } from "./verb.ts";

/** Everything that a `create` needs from outside. */
export interface CreateContext {
  asked: CreateRequest;
  terminal: Terminal;
  /** Aborted by Ctrl-C. */
  stop: AbortSignal;
}

/** `create` as a plop generator: its prompts take the order, its actions carry it out. */
export function createVerb({ asked, terminal, stop }: CreateContext): Verb<Order> {
  const catalog = openCatalog();
  const outcome = nothingYet();

  return {
    description: "Makes a new backend repo",
    prompts: (inquirer) => takeOrder({ asked, catalog, ask: terminal.asks ? asker(inquirer, stop) : undefined }),
    actions: (order) => {
      const { project, stack, target } = order;
      const draft: Draft = new Map();
      const staging = new Staging(target);
      const orNothing = wholeOrNothing(staging, stop);

      const render = () => renderProject({ project, catalog, version: ourVersion }).forEach((text, path) => draft.set(path, text));
      const stage = () => staging.write(draft, stop);
      const commit = async () => {
        if (!order.git) return;
        const around = nearestExisting(target.exists ? target.path : dirname(target.path));
        outcome.git = await firstCommit({ project: staging.project, around, stop });
      };
      const place = () => staging.place();
      const fetch = async () => {
        if (!order.install) return;
        outcome.install = await terminal.during(`Running ${stack.install.join(" ")}`, () => install(target.path, stack.install, stop));
      };
      const plan = () => reportPlan({ order, draft, terminal });
      const report = () => reportMade({ order, draft, outcome, terminal });

      if (asked.dryRun) return [render, plan];
      return [render, orNothing(stage), orNothing(commit), orNothing(place), fetch, report];
    },
    exitCode: () => codeFor(outcome),
  };
}

/** Wraps an action: when it fails, or the run is stopped, nothing stays behind. */
function wholeOrNothing(staging: Staging, stop: AbortSignal): (action: () => unknown) => () => Promise<void> {
  return (action) => async () => {
    try {
      stop.throwIfAborted();
      await action();
    } catch (error) {
      staging.remove();
      throw stop.aborted ? stop.reason : error;
    }
  };
}
