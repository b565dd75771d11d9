// Running programs: their output is read to its end, and an early end is reported.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { isAlive } from "../../src/system/process.ts";
import { run } from "../../src/system/run.ts";
import { temporary } from "../support/sandbox.ts";

/** Node.js is started directly, everything else by execa. */
const ways: [string, (script: string) => string[]][] = [
  ["node", (script) => ["node", "--eval", script]],
  ["by its path", (script) => [process.execPath, "--eval", script]],
];

describe.each(ways)("a program (%s)", (_, command) => {
  test("returns its output, its errors, and both in their order", async () => {
    // Two streams have no order of their own, so the program waits until the first is read.
    const read = join(temporary(), "read");
    const script = `
      const { existsSync } = require("node:fs");
      console.log("one");
      const waiting = setInterval(() => {
        if (!existsSync(${JSON.stringify(read)})) return;
        clearInterval(waiting);
        console.error("two");
      }, 10);`;
    expect(await run(command(script), { heard: () => writeFileSync(read, "") })).toEqual({
      there: true, succeeded: true, exitCode: 0, stdout: "one\n", stderr: "two\n", output: "one\ntwo",
    });
  });

  test("returns its exit code if it fails", async () => {
    expect(await run(command('console.error("no"); process.exitCode = 3'))).toMatchObject({ there: true, succeeded: false, exitCode: 3, stderr: "no\n" });
  });

  test("returns a long output completely", async () => {
    const { stdout } = await run(command('process.stdout.write("é".repeat(2_000_000))'));
    expect([stdout.length, stdout.replaceAll("é", "")]).toEqual([2_000_000, ""]);
  });

  test("reads its input, or may ignore it", async () => {
    expect((await run(command("process.stdin.pipe(process.stdout)"), { input: "words" })).stdout).toBe("words");
    expect((await run(command("process.exit(0)"), { input: "words".repeat(100_000) })).succeeded).toBe(true);
  });

  test("gets our environment, or a given one", async () => {
    const script = 'console.log(Object.keys(process.env).includes("HOME"), process.env.WORD)';
    expect((await run(command(script))).output).toBe("true undefined");
    expect((await run(command(script), { env: { WORD: "hello" } })).output).toBe("false hello");
  });

  test.each([
    ["stopped", (stop: AbortController) => (setTimeout(() => stop.abort(), 300), { stop: stop.signal })],
    ["late", () => ({ limit: 300 })],
    ["silent", () => ({ silence: 300 })],
  ])("is ended if it is %s", async (ended, options) => {
    const answer = await run(command("setTimeout(() => {}, 60_000)"), options(new AbortController()));
    expect(answer).toMatchObject({ ended, there: true, succeeded: false });
  });

  test("is not ended for silence while it prints", async () => {
    const script = "let left = 8; const timer = setInterval(() => (console.log(left), --left || clearInterval(timer)), 100)";
    expect(await run(command(script), { silence: 5_000 })).toMatchObject({ succeeded: true });
  });

  test.each(["process.kill(process.pid, 'SIGINT')", "process.exit(130)"])("counts as stopped if Ctrl-C ended it before our own signal arrived: %s", async (end) => {
    const stop = new AbortController();
    const heard = () => void setTimeout(() => stop.abort(), 30);
    expect(await run(command(`process.stdout.write("now", () => ${end})`), { stop: stop.signal, heard })).toMatchObject({ ended: "stopped" });
  });

  test("is not started if the run was stopped before", async () => {
    expect(await run(command('console.log("started")'), { stop: AbortSignal.abort() })).toMatchObject({ ended: "stopped", output: "" });
  });

  test("does not have to wait for a child process that keeps its output open", async () => {
    const file = join(temporary(), "pid");
    const child = `require("node:child_process").spawn(process.execPath, ["--eval", "setTimeout(() => {}, 60_000)"], { stdio: "inherit", detached: true })`;
    const script = `const child = ${child}; require("node:fs").writeFileSync(${JSON.stringify(file)}, String(child.pid)); child.unref(); console.log("done");`;
    const { succeeded, stdout } = await run(command(script));
    const pid = Number(readFileSync(file, "utf8"));
    expect([succeeded, stdout, isAlive(pid)]).toEqual([true, "done\n", true]);
    process.kill(pid);
  });

  test("fails if an argument contains NUL", async () => {
    expect(await run([...command(""), "a\0b"])).toMatchObject({ succeeded: false });
  });
});

test.each(["git", "backend-starter-nothing"])("a missing program is reported differently from one that fails (%s)", async (program) => {
  expect(await run([program], { env: { PATH: "/nonexistent" } })).toMatchObject({ there: false, succeeded: false });
});
