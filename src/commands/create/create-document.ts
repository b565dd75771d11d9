// Document of `create`: the output of `--json`, and the commands to type next.
import type { Swept } from "../../disk/sweep.ts";
import type { Draft } from "../../draft.ts";
import { commandToType } from "../../invocation.ts";
import { goTo } from "../next-steps.ts";
import type { Order } from "./create-order.ts";
import type { Outcome } from "./create-outcome.ts";

interface Reported {
  order: Order;
  draft: Draft;
  outcome: Outcome;
  status: string;
}

export function documentOf({ order, draft, outcome, status }: Reported): object {
  const { name, title, idea, language } = order.project.answers;
  return {
    format: 1,
    status,
    directory: order.target.path,
    name,
    title,
    idea,
    language,
    resources: order.project.resources.map(({ singular, plural }) => ({ name: singular.kebab, plural: plural.kebab })),
    files: [...draft.keys()].sort(),
    git: status === "planned" ? { status: order.git ? "planned" : "skipped" } : outcome.git,
    install: status === "planned" ? { status: order.install ? "planned" : "skipped" } : outcome.install,
    github:
      status === "planned" && order.publication !== undefined
        ? { status: "planned", url: order.publication.url }
        : outcome.github,
    leftovers: hasAny(outcome.leftovers) ? outcome.leftovers : undefined,
    warning: order.target.warning,
    next: nextSteps(order, outcome),
  };
}

/** Commands to type next, one per line. */
export function nextSteps({ target, project: { manager } }: Order, { git, install, github }: Outcome): string[] {
  const go = goTo(target.path);
  const commit = "finish" in git ? git.finish : [];
  const mend = install.status === "failed" ? (install.fix?.commands ?? []) : [];
  const packages = install.status === "done" ? [] : [...mend, manager.install];
  const publish =
    ["published", "skipped"].includes(github.status) || git.status === "inside"
      ? []
      : [commandToType(["publish"], target.path)];
  return [...(go === undefined ? [] : [go]), ...commit, ...publish, ...packages, ...manager.steps];
}

function hasAny({ removed, left }: Swept): boolean {
  return removed.length > 0 || left.length > 0;
}
