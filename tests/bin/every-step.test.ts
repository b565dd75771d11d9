// Whole or nothing, at every step: the process is killed at its first, second, third ... system call on files, so that
// each state between two steps occurs once, even those that last a millisecond.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { cleanEnvironment, git, names, run, temporary } from "../support/sandbox.ts";
import { hasStrace, killedAt, sampleOf, stepsOf, type Step } from "../support/strace.ts";

const all = process.env.TEST_ALL === "1";
/** How many steps of each kind: with TEST_ALL=1 every one, but of some 130 files that are written one after the other. */
const most = all ? 40 : 2;
const limit = 1_800_000;

interface Place {
  /** The argument of the command. */
  folder: string;
  /** Prepares the folder in which we run. */
  prepare?: (cwd: string) => void | Promise<void>;
}

const places: Record<string, Place> = {
  "a new folder": { folder: "my-blog" },
  "new folders": { folder: "a/b/my-blog" },
  "the current folder": { folder: "." },
  "a clone": { folder: ".", prepare: freshClone },
  "an existing empty folder": { folder: "my-blog", prepare: (cwd) => mkdirSync(join(cwd, "my-blog")) },
};

/** A repo as GitHub makes it, so that files of it and the repo itself are replaced. */
async function freshClone(cwd: string): Promise<void> {
  await git(cwd, "init", "--quiet", "--initial-branch=trunk");
  await git(cwd, "remote", "add", "origin", "https://github.com/ann/my-blog.git");
  writeFileSync(join(cwd, "README.md"), "# my-blog\n");
  writeFileSync(join(cwd, ".gitignore"), "*.log\n");
  await git(cwd, "add", "--all");
  await git(cwd, "commit", "--quiet", "--message", "Initial commit");
}

/** Prepares a folder, and the arguments of the run that is killed in it. */
async function setUp({ folder, prepare }: Place) {
  const cwd = join(temporary(), "my-blog");
  mkdirSync(cwd);
  await prepare?.(cwd);
  return { args: [folder, "--yes"], cwd, env: cleanEnvironment() };
}

async function isWhole(repo: string): Promise<boolean> {
  if (!names(repo).includes(".git")) return false;
  expect(await git(repo, "log", "-1", "--format=%s")).toBe("First commit");
  return (await git(repo, "status", "--short")) === "";
}

/** Expects that a folder and those below it hold no temporary folder of ours. */
function expectNoLeftovers(cwd: string, folder: string): void {
  const looked = [cwd, join(cwd, folder), join(cwd, folder, "..")];
  expect(looked.flatMap(names).filter((name) => name.includes("backend-starter-"))).toEqual([]);
}

/** Runs again, and returns whether the project was already complete. */
async function expectRecovery({ args, cwd, env }: Awaited<ReturnType<typeof setUp>>, folder: string): Promise<boolean> {
  const next = await run(args, { cwd, env });
  expect([next.exitCode, next.stderr]).toEqual(next.exitCode === 0 ? [0, ""] : [1, expect.stringContaining("is not empty")]);
  expect(await isWhole(join(cwd, folder))).toBe(true);
  expectNoLeftovers(cwd, folder);
  expect(await git(join(cwd, folder), "fsck", "--strict")).toBe("");
  return next.exitCode === 1;
}

/** New folders and an empty one are staged as a new folder is. */
const chosenPlaces = all ? Object.keys(places) : ["a new folder", "the current folder", "a clone"];

test.skipIf(!hasStrace).each(chosenPlaces)("after a kill at any step into %s, the next run completes the project", { timeout: limit }, async (name) => {
  const place = places[name] ?? { folder: "." };
  const trial = await setUp(place);
  const steps = await stepsOf(trial, trial.cwd);
  const chosen = sampleOf(steps, name === "a clone" ? most + 1 : most);
  const seen = { killed: 0, found: 0 };
  for (const step of chosen) {
    const each = await setUp(place);
    if (await killedAt(step, each)) seen.killed += 1;
    if (place.folder !== "." && names(join(each.cwd)).includes("my-blog") && name === "a new folder") expect(await isWhole(join(each.cwd, "my-blog"))).toBe(true);
    if (await expectRecovery(each, place.folder)) seen.found += 1;
    if (name === "a clone") expect(await git(each.cwd, "log", "--format=%s", "trunk", "--")).toBe("First commit\nInitial commit");
  }
  console.log(`${name}: ${seen.killed} kills at ${chosen.length} of ${steps.length} steps; ${seen.found} found the project whole.`);
  expect(seen.killed).toBeGreaterThan(chosen.length * 0.8); // Runs differ in a few steps.
  expect(seen.found).toBeLessThan(seen.killed);
});

/** The step that moves the fourth entry from the end: most of the project is in the folder by then. */
function inTheMoves(steps: Step[]): Step {
  const step = steps.filter(({ call }) => call.startsWith("rename")).at(-4);
  if (step === undefined) throw new Error("Nothing was renamed.");
  return step;
}

test.skipIf(!hasStrace)("after a kill at any step of the recovery from an earlier kill, the next run completes the project", { timeout: limit }, async () => {
  const place = { folder: "." };
  const trial = await setUp(place);
  const half = inTheMoves(await stepsOf(trial, trial.cwd));
  const again = await setUp(place);
  await killedAt(half, again);
  expect(names(again.cwd).length).toBeGreaterThan(10);
  const steps = await stepsOf(again, again.cwd);
  const chosen = sampleOf(steps, most);
  for (const step of chosen) {
    const each = await setUp(place);
    await killedAt(half, each);
    await killedAt(step, each);
    await expectRecovery(each, ".");
  }
});

test.skipIf(!hasStrace)("a half-moved project is kept unchanged while a file of the user is in the folder", async () => {
  const trial = await setUp({ folder: "." });
  const half = inTheMoves(await stepsOf(trial, trial.cwd));
  const each = await setUp({ folder: "." });
  await killedAt(half, each);
  writeFileSync(join(each.cwd, "thesis.txt"), "mine");
  const before = names(each.cwd);
  const refused = await run(each.args, each);
  expect([refused.exitCode, refused.stderr]).toEqual([1, expect.stringContaining('it holds "thesis.txt"')]);
  expect(names(each.cwd)).toEqual(before);
});
