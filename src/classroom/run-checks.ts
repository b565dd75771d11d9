// Check run: runs the checks of an assignment on one variant, in a folder of its own.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Contents, Draft } from "../draft.ts";
import { NotJson, isObject, parseJson } from "../json-file.ts";
import { run, type Answer } from "../system/run.ts";
import { inScratch } from "../system/scratch.ts";
import { checkFile, type Checking } from "./checking.ts";

export interface CheckResult {
  task: string;
  check: string;
  passed: boolean;
  reason: string;
  /** Whether it could not begin, because a step before it failed. */
  blocked?: boolean;
  /** Whether it is a part of another check, which declares it while it runs. */
  nested?: boolean;
}

export interface VariantResult {
  checks: CheckResult[];
  /** Why not every check may have a result: "was ended after 180 seconds". */
  unfinished?: string;
  /** The same and the last lines of the output, if no check ran. */
  problem?: string;
}

interface CheckRun {
  files: Draft;
  /** All checks and files that are not text, which no variant changes. */
  fixed: Contents;
  checking: Checking;
  /** A project in which packages are installed. */
  installed: string;
  /** A reporter of node:test that prints one line of JSON for each check. */
  reporter: string;
  stop: AbortSignal;
  /** Milliseconds that it may take. */
  limit?: number;
}

/** How many characters it may print. */
const most = 20_000_000;

/** What the reporter prints after the results of all checks. */
const lastLine = '{"complete":true}';

export function runChecks(order: CheckRun): Promise<VariantResult> {
  const { files, fixed, checking, installed, reporter, stop, limit = 180_000 } = order;
  return inScratch(async ({ folder, write, link }) => {
    for (const [path, content] of [...files, ...fixed]) write(path, content);
    for (const name of checking.packages) if (existsSync(join(installed, name))) link(name, join(installed, name));
    const [events, results] = [join(folder, "check/events.js"), join(folder, "check/results.jsonl")];
    write("check/events.js", reporter);
    // Into a file, so that nothing that the app or a check prints is taken for a result.
    const reporting = [`--test-reporter=${events}`, `--test-reporter-destination=${results}`];
    const script = join(folder, checkFile); // By its whole path, so that the process is known by it.
    const command = ["node", ...checking.node, ...reporting, script];
    const env = { ...process.env, EVENTS_TIED: "1" };
    const answer = await run(command, { cwd: folder, env, stop, limit, most, tied: true, leads: true });
    stop.throwIfAborted();
    return resultOf(existsSync(results) ? readFileSync(results, "utf8") : "", answer, limit);
  });
}

function resultOf(lines: string, answer: Answer, limit: number): VariantResult {
  const checks = resultsIn(lines);
  const isWhole = lines.endsWith(`${lastLine}\n`);
  const isBad = !isWhole || (answer.exitCode !== 0 && checks.every(({ passed }) => passed));
  const unfinished = isBad ? endOf(answer, limit) : undefined;
  if (unfinished === undefined) return { checks };
  if (checks.length > 0) return { checks, unfinished };
  const output = answer.output.split("\n").slice(-12).join("\n");
  return { checks, unfinished, problem: `It ${unfinished}.\n${output}`.trim() };
}

function endOf({ ended, exitCode }: Answer, limit: number): string {
  if (ended === "late") return `was ended after ${limit / 1_000} seconds`;
  if (ended === "long") return `was ended because it printed more than ${most / 1e6} MB`;
  return exitCode === undefined ? "was ended by a signal" : `ended with exit code ${exitCode}`;
}

/** The results among the lines of the reporter; others are left out. */
export function resultsIn(lines: string): CheckResult[] {
  return lines
    .split("\n")
    .filter((line) => line.startsWith('{"task":'))
    .map(valueOf)
    .filter(isResult);
}

function valueOf(line: string): unknown {
  try {
    return parseJson(line);
  } catch (error) {
    if (error instanceof NotJson) return undefined; // A full disk or an end may cut a line.
    throw error;
  }
}

function isResult(value: unknown): value is CheckResult {
  if (!isObject(value) || typeof value.passed !== "boolean") return false;
  return [value.task, value.check, value.reason].every((each) => typeof each === "string");
}
