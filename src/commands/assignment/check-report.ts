// Report of `assignment check`: what changes for whom, and the result of the run.
import { join } from "node:path";
import { writePrivate } from "../../disk/private-files.ts";
import type { Terms } from "../../classroom/terms.ts";
import { collectedBefore } from "../../gradebook/collected-file.ts";
import { parseLate } from "../../gradebook/late-rule.ts";
import { lateSentence } from "../../gradebook/late.ts";
import { pagesOf, reportsFolder } from "../../grading/pages.ts";
import {
  type Change,
  changesBetween,
  merged,
  type Result,
  resultsFile,
  statuses,
  writeResults,
} from "../../grading/results.ts";
import { peopleOf, readClass } from "../../roster/class-file.ts";
import type { Terminal } from "../../terminal.ts";
import { exitCodes, type ExitCode } from "../../user-error.ts";
import { asker } from "../ask.ts";
import { nameOf } from "../next-steps.ts";
import type { CheckOrder } from "./check-order.ts";
import { counted } from "../../shown.ts";

export interface Graded {
  contract: string;
  /** Without those that were graded before and have not changed. */
  results: Result[];
  /** Those that an unexpected error kept from being graded. */
  failed: { key: string; reason: string }[];
}

interface Finish {
  order: CheckOrder;
  graded: Graded;
  yes: boolean;
  terminal: Terminal;
  stop: AbortSignal;
}

/** Writes the results. Those that change what a student had are shown, and written only if the instructor agrees. */
export async function finish(work: Finish): Promise<ExitCode> {
  const { order, graded, terminal } = work;
  const old = order.known?.results ?? [];
  const changes = changesBetween(old, graded.results).sort((a, b) => (a.key < b.key ? -1 : 1));
  for (const change of changes) terminal.say(`  ${lineOf(change)}`);
  const agreed = changes.length === 0 || (await agree(work, changes.length));
  const all = agreed ? merged(old, graded.results) : merged(graded.results, old);
  if (graded.results.length > 0) writeResults(order.folder, { contract: graded.contract, results: all });
  writeReports(work, all);
  terminal.document(documentOf(work, changes, agreed));
  summarize(work, all);
  if (!agreed) terminal.note(`${counted(changes.length, "result")} not written. To write what changed, add --yes`);
  return agreed && graded.failed.length === 0 ? exitCodes.done : exitCodes.unfinished;
}

function writeReports({ order, graded: { failed } }: Finish, results: Result[]): void {
  const { folder } = order;
  const { title, tasks, terms } = order.assignment;
  const came = new Set([...results, ...failed].map(({ key }) => key));
  const absent = (readClass(folder)?.students ?? []).map(({ key }) => key).filter((key) => !came.has(key));
  const pages = pagesOf({ title, tasks, results, nameOf: namesIn(folder), lateOf: lateIn(folder, terms), absent });
  writePrivate(folder, pages, [`/${reportsFolder}/`]);
}

function lateIn(folder: string, { late }: Terms): (result: Result) => string | undefined {
  if (late === undefined) return () => undefined;
  const rule = parseLate(late);
  const collected = collectedBefore(folder);
  return ({ key, points }) => lateSentence(points, collected.get(key)?.late ?? 0, rule);
}

/** What a student or a group is called: by the class, by submitted.csv, or by the key. */
export function namesIn(folder: string): (key: string) => string {
  const students = new Map((readClass(folder)?.students ?? []).map((student) => [student.key, peopleOf(student)]));
  const collected = collectedBefore(folder);
  return (key) => students.get(key) ?? collected.get(key)?.name ?? key;
}

async function agree({ yes, terminal, stop }: Finish, count: number): Promise<boolean> {
  if (yes || !terminal.asks) return yes;
  return asker(stop)<boolean>({ type: "confirm", message: `Change ${counted(count, "result")}?`, default: true });
}

function lineOf({ key, from, to }: Change): string {
  const status = from.status === to.status ? "" : `, ${from.status} → ${to.status}`;
  return `${key}: ${from.points} → ${counted(to.points, "point")}${status}`;
}

function summarize({ order, graded, terminal }: Finish, all: Result[]): void {
  const keys = new Set(order.submissions.map(({ key }) => key));
  const current = all.filter(({ key }) => keys.has(key));
  const left = order.submissions.length - graded.results.length - graded.failed.length;
  const [were, have] = left === 1 ? ["was", "has"] : ["were", "have"];
  const before = left === 0 ? "" : `; ${left} ${were} graded before and ${have} not changed`;
  terminal.done(`Graded ${graded.results.length} of ${counted(keys.size, "submission")}${before}`);
  for (const { key, status, sentence } of current)
    if (status !== "graded") terminal.say(`  ${key}: ${status}. ${sentence}`);
  for (const { key, reason } of graded.failed) terminal.missing(`${key} was not graded: ${reason}`);
  if (graded.failed.length > 0) terminal.note("The next run tries again, with those that were not graded");
  for (const { key, shared = [] } of current)
    for (const owner of shared) terminal.note(`${key} handed in example rows that only ${owner} got`);
  const [results, page] = [resultsFile, `${reportsFolder}/class.md`].map((file) => nameOf(join(order.folder, file)));
  terminal.say(`\nThe class: ${page}\nA page for each student is next to it. For programs: ${results}`);
}

function documentOf({ order, graded }: Finish, changes: Change[], written: boolean): object {
  const counts = Object.fromEntries(
    statuses.map((status) => [status, graded.results.filter((result) => result.status === status).length]),
  );
  return {
    format: 1,
    status: written && graded.failed.length === 0 ? "graded" : "unfinished",
    submissions: order.submissions.length,
    graded: graded.results.length,
    counts,
    failed: graded.failed,
    changes: changes.map(({ key, from, to }) => ({ key, from: from.points, to: to.points })),
    results: join(order.folder, resultsFile),
  };
}
