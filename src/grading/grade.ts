// Grade: one submission from its files to its result.
import { readFileSync, statSync } from "node:fs";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { resultsIn, type CheckResult } from "../classroom/run-checks.ts";
import { run, type Answer } from "../system/run.ts";
import { changedPackages, endedEarly, notUnpacked, sentenceOn, type Outcome } from "./classify.ts";
import { jobOf, limits, type Setup } from "./job.ts";
import { packageChanges, type PackageFiles } from "./packages.ts";
import { layOut } from "./lay-out.ts";
import type { Result, Status } from "./results.ts";
import { pointsOf, scoreOf } from "./score.ts";
import type { Submission } from "./submissions.ts";
import { idOf, unpack, type Files } from "./unpack.ts";
import { Refused } from "./wanted.ts";

/** What V8 and C++ say where `limits.grader` was reached. */
const outOfMemory = /out of memory|allocation failed|check failed: allocation|bad_alloc|terminate called/i;

/** A submission that is unpacked, or the reason that it is not. */
export type Opened = { submission: Submission; of: string } & ({ files: Files } | { refused: Refused });

export async function open(submission: Submission): Promise<Opened> {
  try {
    const files = await unpack(submission);
    return { submission, files, of: idOf(submission, files) };
  } catch (error) {
    if (error instanceof Refused) return { submission, refused: error, of: idOfRefused(submission) };
    throw error;
  }
}

/** By size and time: the content may be too much to read. */
function idOfRefused(submission: Submission): string {
  if (submission.kind === "commit") return submission.commit;
  const { size, mtimeMs } = statSync(submission.path);
  return createHash("sha256").update(`${size} ${mtimeMs}`).digest("hex");
}

/** Grades a submission. Its folder is removed again. */
export async function grade(opened: Opened, setup: Setup): Promise<Result> {
  if ("refused" in opened) return refusal(opened, setup, opened.refused);
  const changes = packageChanges(setup.packageFiles, packageFilesOf(opened.files));
  if (changes !== undefined) return ungraded(opened, setup, "changed its packages", changedPackages(changes));
  const folder = join("submissions", opened.submission.key);
  try {
    layOut(folder, opened.files, setup);
    const { outcome, checks } = await runApp(folder, setup);
    const tasks = scoreOf(setup.grader.tasks, checks, lineFinder(opened.files));
    return {
      ...about(opened, setup),
      status: outcome.fate,
      sentence: sentenceOn(outcome, tasks),
      points: pointsOf(tasks),
      tasks,
    };
  } catch (error) {
    if (error instanceof Refused) return refusal(opened, setup, error);
    throw error;
  } finally {
    setup.workplace.remove(folder);
  }
}

type About = Pick<Result, "key" | "of" | "contract" | "sandboxed">;

function about({ submission: { key }, of }: Opened, { isolated, grader: { contract } }: Setup): About {
  return { key, of, contract, sandboxed: isolated };
}

function refusal(opened: Opened, setup: Setup, { unreadable, message }: Refused): Result {
  return ungraded(opened, setup, unreadable ? "did not start" : "too large", notUnpacked(message));
}

/** A submission that was not started reaches no points. */
function ungraded(opened: Opened, setup: Setup, status: Status, sentence: string): Result {
  const files = "files" in opened ? opened.files : new Map<string, Uint8Array>();
  const tasks = scoreOf(setup.grader.tasks, [], lineFinder(files));
  return { ...about(opened, setup), status, sentence, points: 0, tasks };
}

async function runApp(folder: string, setup: Setup): Promise<{ outcome: Outcome; checks: CheckResult[] }> {
  const { workplace, grader, stop } = setup;
  const at = (name: string) => join(workplace.folder, folder, name);
  workplace.write(join(folder, "job.json"), JSON.stringify(jobOf(at, setup)), "secret");
  const reporter = `--test-reporter=${join(grader.folder, "check/events.js")}`;
  const env = { PATH: process.env.PATH, HOME: workplace.folder, GRADE_JOB: at("job.json") };
  // What an app answers can be compared at a cost that has no bound: a check then fails, and not this machine.
  const limited = setup.isolated ? ["prlimit", `--data=${limits.grader}`, "--", process.execPath] : ["node"];
  const command = [...limited, reporter, join(grader.folder, "check/run.js")];
  const limit = limits.total + 60_000;
  const ran = await run(command, { cwd: grader.folder, env, tied: true, stop, limit });
  stop.throwIfAborted();
  const outcome = outcomeIn(at("outcome.json"));
  const checks = resultsIn(ran.stdout);
  if (outcome !== undefined) return { outcome, checks };
  const early = endedEarly(limitReached(ran, limit), ran.output);
  return { outcome: early, checks: withoutUnfinished(checks, early.detail) };
}

/** Undefined if the grader was stopped by a limit of its own, or from outside. */
function outcomeIn(file: string): Outcome | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Outcome;
  } catch {
    return undefined;
  }
}

function limitReached({ ended, output }: Answer, milliseconds: number): string | undefined {
  if (ended === "late") return `${milliseconds / 1000} seconds`;
  return outOfMemory.test(output) ? `${limits.grader / 1e9} GB of memory` : undefined;
}

/** A task at which the grader ended counts as failed: checks that it did not reach would be missing in its points. */
function withoutUnfinished(checks: CheckResult[], reason: string): CheckResult[] {
  const task = checks.at(-1)?.task;
  if (task === undefined) return [];
  const others = checks.filter((check) => check.task !== task);
  return [...others, { task, check: "its checks come to an end", passed: false, reason }];
}

function packageFilesOf(files: Files): PackageFiles {
  return { manifest: textOf(files, "package.json"), lock: textOf(files, "package-lock.json") };
}

function lineFinder(files: Files): (file: string, line: string) => boolean {
  return (file, line) =>
    textOf(files, file)
      ?.split("\n")
      .some((each) => each.trim() === line) === true;
}

function textOf(files: Files, path: string): string | undefined {
  const content = files.get(path);
  return content && Buffer.from(content).toString("utf8");
}
