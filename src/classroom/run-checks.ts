// Check run: runs the checks of an assignment on one variant, in a folder of its own.
import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Contents, Draft } from "../draft.ts";
import { parseJson } from "../json-file.ts";
import { run } from "../system/run.ts";
import { inScratch } from "../system/scratch.ts";
import { checkFile, type Checking } from "./checking.ts";

export interface CheckResult {
  task: string;
  check: string;
  passed: boolean;
  reason: string;
  /** Whether it could not begin, because a step before it failed. */
  blocked?: boolean;
}

export interface VariantResult {
  checks: CheckResult[];
  /** The last lines of the output if no check ran. */
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
}

/** Milliseconds that one variant may take. */
const limit = 180_000;

export function runChecks({ files, fixed, checking, installed, reporter, stop }: CheckRun): Promise<VariantResult> {
  return inScratch(async ({ folder, write, link }) => {
    for (const [path, content] of [...files, ...fixed]) write(path, content);
    for (const name of checking.packages) if (existsSync(join(installed, name))) link(name, join(installed, name));
    const events = join(folder, "check/events.js");
    write("check/events.js", reporter);
    const { stdout, output } = await run(["node", ...checking.node, `--test-reporter=${events}`, checkFile], {
      cwd: folder,
      stop,
      limit,
    });
    stop.throwIfAborted();
    const results = resultsIn(stdout);
    return results.length > 0 ? { checks: results } : { checks: [], problem: output.split("\n").slice(-12).join("\n") };
  });
}

/** The results among the lines of the reporter; the app may print others. */
export function resultsIn(stdout: string): CheckResult[] {
  return stdout.split("\n").flatMap((line) => (line.startsWith('{"task":') ? [parseJson(line) as CheckResult] : []));
}
