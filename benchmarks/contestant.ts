// One command against another: run in turns, each time in a fresh folder, and checked to have done what it claims.
import { existsSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { afterAll } from "vitest";
import { beginnersEnvironment } from "../tests/support/clean-environment.ts";
import { compare, type Comparison, type Pair } from "./figures.ts";

export interface Contestant {
  /** the script that Node.js runs, and its arguments */
  command: string[];
  /** what has to be there afterwards, in the folder it ran in */
  makes?: string[];
}

/** Runs both in turns, A B A B, and compares their times in seconds. */
export async function race(ours: Contestant, theirs: Contestant, rounds: number): Promise<Comparison> {
  await timed(ours);
  await timed(theirs);
  const pairs: Pair[] = [];
  for (let round = 0; round < rounds; round += 1) pairs.push([await timed(ours), await timed(theirs)]);
  return compare(pairs);
}

/** How many files a contestant writes, those of Git aside. */
export async function filesOf(contestant: Contestant): Promise<number> {
  const cwd = freshFolder();
  await run(contestant, cwd);
  const entries = readdirSync(cwd, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile() && !`${entry.parentPath}/`.includes("/.git/")).length;
}

async function timed(contestant: Contestant): Promise<number> {
  const cwd = freshFolder();
  const seconds = await run(contestant, cwd);
  const missing = contestant.makes?.find((file) => !existsSync(join(cwd, file)));
  if (missing !== undefined) throw new Error(`${contestant.command.join(" ")} did not make ${missing}.`);
  return seconds;
}

/** Throws when it fails: a peer that refuses would be quick. */
async function run({ command }: Contestant, cwd: string): Promise<number> {
  const env = { ...beginnersEnvironment(), HOME: home, GIT_CONFIG_NOSYSTEM: "1" };
  const { durationMs } = await execa(process.execPath, command, { cwd, env, extendEnv: false, stdin: "ignore", timeout: 60_000 });
  return durationMs / 1000;
}

/** Removed when all is measured: for a while after many files were deleted, a disk is slow to make new ones. */
const folders = realpathSync(mkdtempSync(join(tmpdir(), "backend-starter-bench-")));
afterAll(() => rmSync(folders, { recursive: true, force: true, maxRetries: 5 }));

function freshFolder(): string {
  return mkdtempSync(join(folders, "run-"));
}

/** Git's settings are the same on every machine. */
const home = freshFolder();
writeFileSync(join(home, ".gitconfig"), "[user]\n\tname = Ann\n\temail = ann@example.com\n");
