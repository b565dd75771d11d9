// Whole or nothing, at every step: the process is killed just before its first, second, third ... rename, so that each state
// between two steps is met once, also those that last a thousandth of a second.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { cleanEnvironment, git, names, run, temporary } from "../support/sandbox.ts";

/** How many renames are passed over from one kill to the next. */
const stride = process.env.TEST_ALL === undefined ? 5 : 1;

/** Loaded before our bin: counts renames and kills the process before the one that KILL_AT names. */
const killer = `
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
let left = Number(process.env.KILL_AT);
const { renameSync } = fs;
fs.renameSync = (...args) => {
  left -= 1;
  if (left === 0) process.kill(process.pid, "SIGKILL");
  renameSync(...args);
};
syncBuiltinESMExports();
`;

async function isWhole(repo: string): Promise<boolean> {
  if (!names(repo).includes(".git")) return false;
  expect(await git(repo, "log", "--format=%s")).toBe("First commit");
  return (await git(repo, "status", "--short")) === "";
}

test.each([["a new folder", "my-blog"], ["the current folder", "."]])("killed before any of its renames into %s", { timeout: 300_000 }, async (_, folder) => {
  const script = join(temporary(), "killer.mjs");
  writeFileSync(script, killer);
  const seen = { killed: 0, half: 0 };
  for (let at = 1; ; at += stride) {
    const cwd = join(temporary(), "my-blog");
    mkdirSync(cwd);
    const env = cleanEnvironment();
    const first = await run([folder, "--yes"], { cwd, env: { ...env, NODE_OPTIONS: `--import=${script}`, KILL_AT: String(at) } });
    if (first.exitCode === 0) break;
    expect([first.exitCode, first.stderr]).toEqual([undefined, ""]);
    seen.killed += 1;
    const left = names(cwd).filter((name) => !name.includes("backend-starter-"));
    const whole = left.length > 0 && (await isWhole(join(cwd, folder)));
    if (folder === "my-blog") expect(left).toEqual(whole ? ["my-blog"] : []);
    if (left.length > 0 && !whole) seen.half += 1;

    const next = await run([folder, "--yes"], { cwd, env });
    expect([next.exitCode, next.stderr.includes("is not empty")]).toEqual(whole ? [1, true] : [0, false]);
    expect(await isWhole(join(cwd, folder))).toBe(true);
    expect(names(cwd).filter((name) => name.includes("backend-starter-"))).toEqual([]);
  }
  expect(seen.killed).toBeGreaterThan(folder === "." ? 2 : 0);
  if (folder === ".") expect(seen.half).toBeGreaterThan(0);
});
