// Whole or nothing: after any end of a run, its target contains the whole project with its first commit, or nothing of ours.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import { expect, test } from "vitest";
import { ann, bin, cleanEnvironment, git, names, programs, run, temporary } from "../support/sandbox.ts";

const kills = process.env.TEST_ALL === undefined ? 10 : 100;

const rounds = process.env.TEST_ALL === undefined ? 4 : 50;

/** Starts a run without waiting for it. */
function start(args: string[], cwd: string, env: NodeJS.ProcessEnv = cleanEnvironment()) {
  return execa(process.execPath, [bin, ...args], { cwd, env, extendEnv: false, reject: false, stdin: "ignore" });
}

async function expectWhole(repo: string): Promise<void> {
  expect(await git(repo, "log", "--format=%s")).toBe("First commit");
  expect(await git(repo, "status", "--short")).toBe("");
  await git(repo, "fsck", "--strict");
  expect(names(repo).filter((name) => name.includes("backend-starter-"))).toEqual([]);
}

async function until(condition: () => boolean): Promise<void> {
  const end = Date.now() + 15_000;
  while (!condition()) {
    if (Date.now() > end) throw new Error("It never came to that.");
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

function isStaging(folder: string): boolean {
  return names(folder).some((name) => name.includes("backend-starter-"));
}

test(`${kills} kills at random moments leave the whole project or nothing, and the next run completes it`, { timeout: kills * 15_000 }, async () => {
  const seen = { whole: 0, nothing: 0, leftovers: 0 };
  const env = cleanEnvironment();
  const began = Date.now();
  await run(["warm", "--yes"], { cwd: temporary(), env });
  const usual = Date.now() - began;

  for (let turn = 0; turn < kills; turn += 1) {
    const parent = temporary();
    const repo = join(parent, "my-blog");
    const inPlace = turn % 2 === 1;
    if (inPlace) mkdirSync(repo);
    const args = [inPlace ? "." : "my-blog", "--yes"];
    const cwd = inPlace ? repo : parent;

    const child = start(args, cwd, env);
    if (turn % 3 > 0) await until(() => child.exitCode !== null || isStaging(cwd)); // Two of three kills happen during the staging.
    await new Promise((resolve) => setTimeout(resolve, Math.random() * (turn % 3 > 0 ? usual / 2 : usual)));
    child.kill("SIGKILL");
    await child;

    const placed = !inPlace && names(parent).includes("my-blog");
    if (placed) await expectWhole(repo);
    if (isStaging(cwd)) seen.leftovers += 1;
    const next = await run(args, { cwd, env });
    if (next.exitCode === 0) seen.nothing += 1;
    else {
      expect(next.stderr).toContain("is not empty");
      seen.whole += 1;
    }
    if (placed) expect(next.exitCode).toBe(1);
    expect(names(parent)).toEqual(["my-blog"]);
    await expectWhole(repo);
  }
  console.log(`Of ${kills} kills ${seen.whole} came too late, ${seen.nothing} left nothing; ${seen.leftovers} left something to sweep.`);
  expect(seen.leftovers).toBeGreaterThan(0);
});

test.each([
  ["SIGINT", "my-blog"], ["SIGTERM", "my-blog"], ["SIGHUP", "a/b/my-blog"], ["SIGINT", "."],
] as const)("%s during the first commit leaves nothing (%s)", async (signal, folder) => {
  const cwd = join(temporary(), "here");
  mkdirSync(cwd);
  const hooks = programs({ "pre-commit": `touch ${cwd}.committing; sleep 20` });
  const child = start([folder, "--yes"], cwd, cleanEnvironment(`${ann}[core]\n\thooksPath = ${hooks}\n`));
  await until(() => names(join(cwd, "..")).includes("here.committing"));
  const began = Date.now();
  child.kill(signal);
  const { exitCode, stdout, stderr } = await child;
  expect(Date.now() - began).toBeLessThan(5_000);
  expect([exitCode, stdout, stderr]).toEqual([130, "", "Stopped. Nothing was written."]);
  expect(names(cwd)).toEqual([]);
});

test.each([["a new folder", "my-blog"], ["the current folder", "."]])("of three runs at once for %s one succeeds, and files are not mixed", async (_, folder) => {
  const cwd = join(temporary(), "my-blog");
  mkdirSync(cwd);
  const ended = await Promise.all(["One", "Two", "Three"].map((title) => start([folder, "--yes", "--title", title], cwd)));
  expect(ended.map(({ exitCode }) => exitCode).sort()).toEqual([0, 1, 1]);
  for (const { exitCode, stderr } of ended) {
    if (exitCode === 1) expect(stderr).toMatch(/was created by another program during this run|is not empty|Another run is working/);
  }
  await expectWhole(join(cwd, folder));
  expect(names(cwd).filter((name) => name.includes("backend-starter-"))).toEqual([]);
});

test(`${rounds} rounds of two runs at once leave one whole project each`, { timeout: rounds * 30_000 }, async () => {
  for (let round = 0; round < rounds; round += 1) {
    const cwd = join(temporary(), "my-blog");
    mkdirSync(cwd);
    const folder = round % 2 === 0 ? "my-blog" : ".";
    const ended = await Promise.all(["One", "Two"].map((title) => start([folder, "--yes", "--title", title], cwd)));
    expect(ended.map(({ exitCode }) => exitCode).sort(), ended.map(({ stderr }) => stderr).join("\n")).toEqual([0, 1]);
    await expectWhole(join(cwd, folder));
    expect(names(cwd).filter((name) => name.includes("backend-starter-"))).toEqual([]);
  }
});

test("a folder that cannot be written to is refused with the reason, and nothing is left", async () => {
  const cwd = temporary();
  writeFileSync(join(cwd, "file"), "");
  const { exitCode, stderr } = await run(["/proc/my-blog", "--yes"], { cwd });
  expect(exitCode).toBe(1);
  expect(stderr).toMatch(/^Cannot write (in )?"\/proc/);
});
