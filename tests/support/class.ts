// Graded class: an assignment with installed packages, and submissions that are graded in sandboxes.
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { execa } from "execa";
import { afterAll } from "vitest";
import type { Draft } from "../../src/draft.ts";
import type { Result, Results } from "../../src/grading/results.ts";
import { runHere, type Recorded } from "./in-process.ts";
import { installedModules } from "./install.ts";

/** Creates an assignment, and links the packages of its solution. */
export async function assignmentAt(path: string, ...args: string[]): Promise<string> {
  const ran = await runHere(["assignment", "create", path, "--yes", ...args]);
  if (ran.exitCode !== 0) throw new Error(ran.text);
  linkPackages(join(path, "solution"));
  return path;
}

export function linkPackages(project: string): void {
  const draft: Draft = new Map(["package.json", "package-lock.json"].map((file) => [file, readFileSync(join(project, file), "utf8")]));
  symlinkSync(installedModules(draft), join(project, "node_modules"));
}

/** A submission made of the starter or the solution, with changes: path -> its new text, or what becomes of its text. */
export interface Handed {
  from?: "starter" | "solution";
  changes?: Record<string, string | ((text: string) => string)>;
}

/** Writes a submission into a folder with its name. */
export function handIn(assignment: string, folder: string, { from = "starter", changes = {} }: Handed): void {
  const skipped = ["node_modules", ".git"].map((name) => join(assignment, from, name));
  cpSync(join(assignment, from), folder, { recursive: true, filter: (path) => !skipped.includes(path) });
  for (const [path, change] of Object.entries(changes)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, typeof change === "string" ? change : changed(file, change));
  }
}

function changed(file: string, change: (text: string) => string): string {
  const before = readFileSync(file, "utf8");
  const after = change(before);
  if (after === before) throw new Error(`Nothing was changed in ${file}.`);
  return after;
}

export function check(assignment: string, submissions: string, ...more: string[]): Promise<Recorded> {
  return runHere(["assignment", "check", assignment, "--submissions", submissions, ...more]);
}

export function resultsOf(assignment: string): Map<string, Result> {
  const { results } = JSON.parse(readFileSync(join(assignment, "results.json"), "utf8")) as Results;
  return new Map(results.map((result) => [result.key, result]));
}

/** A temporary folder for the runs of one test file, so that leftovers of other test files are not counted. */
export function temporaryForRuns(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "runs-")));
  chmodSync(folder, 0o711); // As root, sandboxes run as another user, who needs access.
  afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

/** The command lines that name a folder, without those that have ended. */
export async function processesIn(path: string): Promise<string[]> {
  const { stdout } = await execa("ps", ["-eo", "stat,args"]);
  return stdout.split("\n").filter((line) => line.includes(`${path}/`) && !line.startsWith("Z"));
}
