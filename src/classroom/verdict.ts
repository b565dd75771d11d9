// Verdict: what the results of all variants say about an assignment.
import { onOneLine, unquoted } from "../shown.ts";
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
    return [`No check ran on the variant ${quoted(unrun.variant.name)}:\n${printed(unrun.result.problem ?? "")}`];
  if (solution.result.unfinished !== undefined) return cutFindings(tasks, solution, solution);
  const whole = runs.filter((ran) => cutFindings(tasks, ran, solution).length === 0);
  return [
    ...tasks.filter(({ id }) => checksOf(id, solution).length === 0).map(({ id }) => `${id} has no check.`),
    ...failed(solution.result.checks).map((check) => `The solution fails ${named(check)}: ${firstLine(check.reason)}`),
    ...runs.flatMap((ran) => cutFindings(tasks, ran, solution)),
    ...whole.flatMap((ran) => {
      if (ran === solution) return [];
      if (ran === starter) return openFindings(ran);
      return ran.variant.change === undefined ? aloneFindings(tasks, ran) : changeFindings(ran);
    }),
    ...unusedNeeds(tasks, others, whole),
  ];
}

/** A run that was cut off, or that has other checks than the solution, says nothing about its variant. */
function cutFindings(tasks: Task[], ran: Ran, solution: Ran): string[] {
  const { result } = ran;
  const name = quoted(ran.variant.name);
  const asked = tasks.map(({ id }) => id).filter((id) => ran === solution || checksOf(id, solution).length > 0);
  const lost = asked.filter((id) => !hasAllChecks(id, ran, solution));
  const ids = lost.join(", ");
  const less = lost.length === 0 ? "" : `, and not every check of ${ids} has a result`;
  if (result.unfinished !== undefined) return [`The run of the variant ${name} ${result.unfinished}${less}.`];
  if (ran === solution || lost.length === 0) return [];
  return [`The variant ${name} has other checks of ${ids} than the solution.`];
}

/** Whether a task has checks, and the same ones in a variant as in the solution. */
export function hasAllChecks(id: string, ran: Ran, solution: Ran): boolean {
  const [these, those] = [ran, solution].map((each) => {
    const own = checksOf(id, each).filter(({ nested }) => nested !== true);
    return JSON.stringify(own.map(({ check }) => check).sort());
  });
  return these === those && these !== "[]";
}

function openFindings({ result }: Ran): string[] {
  return passed(result.checks).map((check) => `The starter passes ${named(check)}, though the task is open.`);
}

/** With only this task open, its own checks fail, and others only if their task says that it needs this one. */
function aloneFindings(tasks: Task[], { variant, result }: Ran): string[] {
  const [open = ""] = variant.open;
  const toothless = passed(result.checks).filter(({ task }) => task === open);
  const moved = failed(result.checks).filter(({ task }) => task !== open && !needed(task, tasks).has(open));
  return [
    ...toothless.map(({ check }) => `${open}: the check ${quoted(check)} passes though only this task is open.`),
    ...[...new Set(moved.map(({ task }) => task))].map(
      (task) => `${task} needs ${open}, and does not say so: add it to its needs.`,
    ),
  ];
}

function unusedNeeds(tasks: Task[], others: Ran[], whole: Ran[]): string[] {
  const shows = (ran: Ran, id: string) =>
    !whole.includes(ran) || failed(ran.result.checks).some(({ task }) => task === id);
  return tasks.flatMap(({ id, needs }) =>
    needs
      .filter((need) => !others.some((ran) => isAlone(ran.variant, need) && shows(ran, id)))
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
    return wrong.map((check) => `${quoted(change.says)} is another right way, and fails ${named(check)}.`);
  return wrong.some(({ task }) => task === change.task)
    ? []
    : [`No check of ${change.task} notices the mistake ${quoted(change.says)}.`];
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
  return `the check ${quoted(check)} of ${task}`;
}

function quoted(text: string): string {
  return `"${unquoted(text, most)}"`;
}

/** How many characters of a line are shown. */
const most = 400;

/** The first line that says something. */
function firstLine(text: string): string {
  return unquoted(text.trimStart().split(/[\r\n]/, 1)[0] ?? "", most);
}

/** Lines that a program has printed, without what would control a terminal. */
function printed(text: string): string {
  return text
    .split(/\r?\n/)
    .map((line) => onOneLine(line).slice(0, most))
    .join("\n");
}
