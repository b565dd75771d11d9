// Classes: an assignment on disk and a roster, for tests of later commands.
import { cpSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { afterAll, beforeAll } from "vitest";
import { replaceEnvironment, runHere } from "./in-process.ts";
import { temporary } from "./sandbox.ts";

/**
 * An assignment, by default of one open task. It is created once for the tests of a file, and each call copies it, or only the
 * named parts of it, because copying its several hundred files takes longer than most tests.
 */
export function assignmentForThisFile(...args: string[]): (...parts: string[]) => string {
  const tasks = args.includes("--tasks") ? [] : ["--idea", "api", "--tasks", "taken"];
  const first = realpathSync(mkdtempSync(join(tmpdir(), "backend-starter-class-")));
  const before = { ...process.env };
  beforeAll(async () => {
    replaceEnvironment({ ...before, ...identity });
    const ran = await runHere(["assignment", "create", join(first, "week-3"), "--yes", ...tasks, ...args]);
    replaceEnvironment(before);
    if (ran.exitCode !== 0) throw new Error(ran.stderr);
    await execa("git", ["repack", "-adq"], { cwd: join(first, "week-3/starter") }); // Two files to copy, instead of one for each object.
  }, 60_000);
  afterAll(() => rmSync(first, { recursive: true, force: true, maxRetries: 5 }));
  return (...parts) => {
    const folder = join(temporary(), "week-3");
    for (const part of parts.length > 0 ? parts : [""]) cpSync(join(first, "week-3", part), join(folder, part), { recursive: true, preserveTimestamps: true });
    return folder;
  };
}

/** The author of the starter's commit. */
const identity = { GIT_AUTHOR_NAME: "Ann", GIT_AUTHOR_EMAIL: "ann@example.com", GIT_COMMITTER_NAME: "Ann", GIT_COMMITTER_EMAIL: "ann@example.com" };

/** Writes a roster with this number of students next to the assignment. */
export function rosterOf(folder: string, count: number): string {
  const file = join(folder, "..", "roster.csv");
  const rows = Array.from({ length: count }, (_, at) => `Student ${at + 1},student${at + 1},s${at + 1}@example.com`);
  writeFileSync(file, `name,github_username,email\n${rows.join("\n")}\n`);
  return file;
}
