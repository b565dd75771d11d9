// Verdict: what the results of all variants say about an assignment.
import type { CheckResult, VariantResult } from "./run-checks.ts";
import { needed, type Task } from "./tasks.ts";
import type { Variant } from "./variants.ts";

export interface Ran {
  variant: Variant;
  result: VariantResult;
}

/** Everything that does not fit, one sentence each; none if the assignment is proven. */
export function findings(tasks: Task[], runs: Ran[]): string[] {
  const [solution, starter, ...others] = runs;
  if (solution === undefined || starter === undefined) throw new Error("A proof runs the solution and the starter.");
  const unrun = runs.find(({ result }) => result.problem !== undefined);
  if (unrun !== undefined)
    return [`No check ran on the variant "${unrun.variant.name}":\n${unrun.result.problem ?? ""}`];
  return [
    ...tasks.filter(({ id }) => checksOf(id, solution).length === 0).map(({ id }) => `${id} has no check.`),
    ...failed(solution.result.checks).map((check) => `The solution fails ${named(check)}: ${firstLine(check.reason)}`),
    ...passed(starter.result.checks).map((check) => `The starter passes ${named(check)}, though the task is open.`),
    ...others.flatMap((ran) => (ran.variant.change === undefined ? aloneFindings(tasks, ran) : changeFindings(ran))),
    ...unusedNeeds(tasks, others),
  ];
}

/** With only this task open, its own checks fail, and others only if their task says that it needs this one. */
function aloneFindings(tasks: Task[], { variant, result }: Ran): string[] {
  const [open = ""] = variant.open;
  const toothless = passed(result.checks).filter(({ task }) => task === open);
  const moved = failed(result.checks).filter(({ task }) => task !== open && !needed(task, tasks).has(open));
  return [
    ...toothless.map(({ check }) => `${open}: the check "${check}" passes though only this task is open.`),
    ...[...new Set(moved.map(({ task }) => task))].map(
      (task) => `${task} needs ${open}, and does not say so: add it to its needs.`,
    ),
  ];
}

function unusedNeeds(tasks: Task[], others: Ran[]): string[] {
  return tasks.flatMap(({ id, needs }) =>
    needs
      .filter(
        (need) =>
          !others.some(
            ({ variant, result }) => isAlone(variant, need) && failed(result.checks).some(({ task }) => task === id),
          ),
      )
      .filter((need) => tasks.some((task) => task.id === need))
      .map((need) => `${id} says that it needs ${need}, and no check of it does: remove that need.`),
  );
}

function isAlone({ open, change }: Variant, id: string): boolean {
  return change === undefined && open.length === 1 && open[0] === id;
}

function changeFindings({ variant: { change }, result }: Ran): string[] {
  if (change === undefined) return [];
  const wrong = failed(result.checks);
  if (change.task === undefined)
    return wrong.map((check) => `"${change.says}" is another right way, and fails ${named(check)}.`);
  return wrong.some(({ task }) => task === change.task)
    ? []
    : [`No check of ${change.task} notices the mistake "${change.says}".`];
}

function checksOf(id: string, { result }: Ran): CheckResult[] {
  return result.checks.filter(({ task }) => task === id);
}

function failed(checks: CheckResult[]): CheckResult[] {
  return checks.filter(({ passed: fine }) => !fine);
}

function passed(checks: CheckResult[]): CheckResult[] {
  return checks.filter(({ passed: fine }) => fine);
}

function named({ task, check }: CheckResult): string {
  return `the check "${check}" of ${task}`;
}

function firstLine(text: string): string {
  return text.split("\n", 1)[0] ?? "";
}
