// Grade: one submission from its files to its result.
import { readFileSync, statSync } from "node:fs";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { resultsIn, type CheckResult } from "../classroom/run-checks.ts";
import { changedPackages, endedEarly, notUnpacked, sentenceOn, type Outcome } from "./classify.ts";
import { longest, type Checked, type GraderProcess } from "./grader-process.ts";
import { jobOf, limits, type Setup } from "./job.ts";
import { layOut, layOutChecks } from "./lay-out.ts";
import { packageChanges, type PackageFiles } from "./packages.ts";
import type { Result, Status } from "./results.ts";
import { pointsOf, scoreOf } from "./score.ts";
import type { Submission } from "./submissions.ts";
import { idOf, unpack, type Files } from "./unpack.ts";
import { Refused } from "./wanted.ts";

/** What V8 and C++ say where `limits.grader` was reached. */
const outOfMemory = /out of memory|allocation failed|check failed: allocation|bad_alloc|terminate called/i;

const none = "Your submission holds no files. Links, and names that are not UTF-8, do not count.";

/** A submission that is unpacked, or the reason that it is not. */
export type Opened = { submission: Submission; of: string } & ({ files: Files } | { refused: Refused });

export async function open(submission: Submission, { grader }: Setup): Promise<Opened> {
  try {
    const files = await unpack(submission, grader.isIgnored);
    if (files.size === 0) throw new Refused(none, { unreadable: true });
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
export async function grade(opened: Opened, setup: Setup, grader: GraderProcess): Promise<Result> {
  if ("refused" in opened) return refusal(opened, setup, opened.refused);
  const changes = packageChanges(setup.packageFiles, packageFilesOf(opened.files));
  if (changes !== undefined) return ungraded(opened, setup, "changed its packages", changedPackages(changes));
  const { key } = opened.submission;
  const { workplace } = setup;
  // A short name: the path of a socket has at most 107 characters.
  const [folder, share] = [join("submissions", key), join("shares", shortOf(key))];
  const inWorkplace = (path: string) => join(workplace.folder, path);
  try {
    layOut(folder, opened.files, setup);
    workplace.makeFolder(share);
    layOutChecks(key, jobOf({ folder: inWorkplace(folder), share: inWorkplace(share) }, setup), setup);
    const { outcome, checks } = await runApp(key, setup, grader);
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
    workplace.remove(folder, share, join("grader/checks", key));
  }
}

function shortOf(key: string): string {
  return createHash("sha256").update(key).digest("hex").slice(0, 8);
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

/** Only after a submission that was graded to its end the process goes on with the next one. */
async function runApp(
  key: string,
  { workplace, stop }: Setup,
  grader: GraderProcess,
): Promise<{ outcome: Outcome; checks: CheckResult[] }> {
  const { lines, early } = await grader.check(key);
  stop.throwIfAborted();
  const outcome = outcomeIn(join(workplace.folder, "submissions", key, "outcome.json"));
  if (outcome?.fate !== "graded") await grader.end();
  const checks = resultsIn(lines);
  if (outcome !== undefined) return { outcome, checks };
  const ended = endedEarly(early && limitReached(early), early?.output ?? "");
  return { outcome: ended, checks: withoutUnfinished(checks, ended.detail) };
}

/** Undefined if the grader was stopped by a limit of its own, or from outside. */
function outcomeIn(file: string): Outcome | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Outcome;
  } catch {
    return undefined;
  }
}

function limitReached({ late, output }: NonNullable<Checked["early"]>): string | undefined {
  if (late) return `${longest / 1000} seconds`;
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
