// Check runs: what is known of checks that end in any way, from variants that really run.
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Checking } from "../../src/classroom/checking.ts";
import { runChecks, type VariantResult } from "../../src/classroom/run-checks.ts";
import { shippedTemplates } from "../../src/ourselves.ts";
import { isAlive } from "../../src/system/process.ts";
import { stopped } from "../../src/user-error.ts";
import { writeIn } from "../support/marked-assignment.ts";
import { temporary } from "../support/sandbox.ts";

const reporter = readFileSync(join(shippedTemplates, "assignments/prove/events.js"), "utf8");
const never = new AbortController().signal;

interface Way {
  limit?: number;
  stop?: AbortSignal;
  /** Code that runs after all checks. */
  end?: string;
}

/** Runs a task with a check that passes, and one with this code. */
function ran(code: string, { end = "", ...way }: Way = {}): Promise<VariantResult> {
  return ranScript(`import { after, describe, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
after(() => { ${end} });
describe("alpha", () => test("is there", () => {}));
describe("greet", () => test("answers", async (t) => { await wait(200); ${code} }));
`, way);
}

function ranScript(script: string, { limit = 20_000, stop = never }: Way = {}): Promise<VariantResult> {
  const files = new Map([["package.json", '{ "type": "module" }'], ["check/run.js", script]]);
  const checking = { node: [], packages: [] } as unknown as Checking;
  return runChecks({ files, fixed: new Map(), checking, installed: "", reporter, stop, limit });
}

const alpha = { task: "alpha", check: "is there", passed: true, reason: "" };
const greet = { ...alpha, task: "greet", check: "answers" };

test("checks that end have all their results", async () => {
  expect(await ran("")).toEqual({ checks: [alpha, greet] });
  expect(await ran("throw new Error('no');")).toEqual({ checks: [alpha, { ...greet, passed: false, reason: "no" }] });
  expect(await ran("await t.test('in it', () => {});")).toEqual({ checks: [alpha, { ...greet, check: "in it", nested: true }, greet] });
});

test.each([
  ["never ends", "for (;;) await wait(10);", "was ended after 6 seconds"],
  ["never gives way", "for (;;);", "was ended after 6 seconds"],
  ["ends its process as if all was well", "process.exit(0);", "ended with exit code 0"],
  ["ends its process", "process.exit(7);", "ended with exit code 7"],
  ["is ended by a signal", "process.kill(process.pid, 'SIGKILL'); await wait(5_000);", "was ended by a signal"],
])("a check that %s leaves its run unfinished", async (_, code, unfinished) => {
  expect(await ran(code, { limit: 6_000 })).toEqual({ checks: [alpha], unfinished });
});

test("what fails after all checks is told too", async () => {
  expect(await ran("", { end: "throw new Error('cannot stop');" })).toEqual({ checks: [alpha, greet], unfinished: "ended with exit code 1" });
});

/** Code of a check that starts an app, which is asked again and again, as one of an own repository. */
const startsApp = (file: string) => `
const { spawn } = await import("node:child_process");
const app = spawn(process.execPath, ["--eval", "setInterval(() => {}, 1_000)"], { stdio: ["ignore", "pipe", "pipe"] });
(await import("node:fs")).writeFileSync(${JSON.stringify(file)}, process.pid + " " + app.pid);`;

const alive = (file: string) => readFileSync(file, "utf8").split(" ").map(Number).filter(isAlive);

test.runIf(process.platform !== "win32").each([
  ["a limit", "await wait(60_000);", { limit: 6_000 }],
  ["process.exit", "process.exit(0);", {}],
  ["a signal", "process.kill(process.pid, 'SIGKILL'); await wait(5_000);", {}],
  ["a check that handles the signal", "process.on('SIGTERM', () => setTimeout(() => process.exit(1), 300)); await wait(60_000);", { limit: 6_000 }],
])("%s that ends the checks ends the apps that they started", async (_, code, options) => {
  const file = join(temporary(), "pids");
  await ran(startsApp(file) + code, options);
  await expect.poll(() => alive(file), { timeout: 10_000 }).toEqual([]);
});

test.runIf(process.platform !== "win32")("a run that is stopped ends them too", async () => {
  const [file, stop] = [join(temporary(), "pids"), new AbortController()];
  const running = ran(`${startsApp(file)} await wait(60_000);`, { stop: stop.signal }).catch((error: unknown) => error);
  await expect.poll(() => existsSync(file), { timeout: 10_000 }).toBe(true);
  stop.abort(stopped());
  expect(await running).toMatchObject({ message: "Stopped. Nothing was written." });
  await expect.poll(() => alive(file), { timeout: 10_000 }).toEqual([]);
});

test.runIf(process.platform !== "win32")("the reporter ends them if the process that started it is killed", async () => {
  const folder = temporary();
  const file = join(folder, "pids");
  writeIn(folder, { "package.json": '{ "type": "module" }', "events.js": reporter, "run.js": `import { setTimeout as wait } from "node:timers/promises";
import { test } from "node:test";
test("asks", async () => { ${startsApp(file)} await wait(60_000); });
` });
  const child = spawn(process.execPath, [`--test-reporter=${join(folder, "events.js")}`, "run.js"], { cwd: folder, detached: true, env: { ...process.env, EVENTS_TIED: "1" } });
  await expect.poll(() => existsSync(file), { timeout: 10_000 }).toBe(true);
  child.stdin.destroy();
  await expect.poll(() => alive(file), { timeout: 10_000 }).toEqual([]);
});

test("a run without checks has a reason if it did not end well", async () => {
  expect(await ranScript("import { describe } from 'node:test'; describe('greet', () => {});")).toEqual({ checks: [] });
  expect(await ranScript("process.exit(0);")).toEqual({ checks: [], unfinished: "ended with exit code 0", problem: "It ended with exit code 0." });
  const { problem } = await ranScript("import './gone.js';");
  expect(problem).toMatch(/^It ended with exit code 1\.\n[^]*gone\.js/);
});

test("what a check prints is taken for no result", async () => {
  const printed = ['{"task":', '{"task":null}', '{"task":"greet","check":"x","passed":true,"reason":""}', '{"complete":true}'];
  expect(await ran(`console.log(${JSON.stringify(printed.join("\n"))});`)).toEqual({ checks: [alpha, greet] });
});

test("a check that prints without end is ended", async () => {
  const { checks, unfinished } = await ran("for (;;) { console.log('x'.repeat(1e6)); await wait(1); }");
  expect([checks, unfinished]).toEqual([[alpha], "was ended because it printed more than 20 MB"]);
});
