// Breakage: makes one mistake in a generated app, and checks that the app's own tests fail.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { installedRepo } from "./install.ts";
import { onServer } from "./postgres.ts";
import { draftOf, type RepoName } from "./repos.ts";
import { program } from "./run-npm.ts";

export interface Breakage {
  mistake: string;
  file: string;
  /** text that occurs in the file once */
  find: string;
  replace: string;
}

/** All breakages with TEST_ALL=1, else every sixteenth: each runs an app's whole suite. */
export function sampled<Each extends Breakage>(breakages: Each[]): Each[] {
  return process.env.TEST_ALL === "1" ? breakages : breakages.filter((_, at) => at % 16 === 0);
}

/** Mistakes that can no longer be applied, because a template has changed. */
export function stale(repo: RepoName, breakages: Breakage[]): string[] {
  const draft = draftOf(repo);
  return breakages.filter(({ file, find }) => draft.get(file)?.split(find).length !== 2).map(({ mistake }) => mistake);
}

/** Makes the mistake in a new copy of the repo, and runs the app's own tests until the first failure. */
export async function expectTestsToFail(repo: RepoName, { mistake, file, find, replace }: Breakage, folder: string): Promise<void> {
  await expectTestsToFailIn(installedRepo(repo, join(folder, mistake.replace(/\W+/g, "-"))), { mistake, file, find, replace });
}

/** The same in a folder that holds the repo already. */
export async function expectTestsToFailIn(copy: string, { file, find, replace }: Breakage): Promise<void> {
  breakFile(join(copy, file), find, replace);
  const { exitCode, output } = await program(copy, process.execPath, ["node_modules/vitest/vitest.mjs", "run", "--bail", "1"], await onServer());
  // A test has to fail; an app that does not load does not count.
  expect(output).toMatch(/FAIL {2}tests\/.+ > /);
  expect(exitCode).toBe(1);
}

function breakFile(file: string, find: string, replace: string): void {
  const [before, after, ...more] = readFileSync(file, "utf8").split(find);
  if (before === undefined || after === undefined || more.length > 0) throw new Error(`${file} has to hold this once, so that it can be broken: ${find}`);
  writeFileSync(file, before + replace + after);
}
