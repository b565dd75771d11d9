// Running programs: their output is read to its end, and an early end is reported.
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { isAlive } from "../../src/system/process.ts";
import { run } from "../../src/system/run.ts";
import { temporary } from "../support/sandbox.ts";

interface Way {
  command: (script: string) => string[];
  /** Prints "one", and "two" as an error as soon as a file is there. */
  twice: (file: string) => string;
  failure: string;
  /** Prints two million times "é". */
  long: string;
  copy: string;
  nothing: string;
  /** Prints whether there is HOME, and WORD. */
  environment: string;
  asleep: string;
  /** Prints a line every 100 milliseconds, eight times. */
  slow: string;
  /** The ends of a program that got Ctrl-C, after it has printed something. */
  interrupted: string[];
  /** Writes the id of a sleeping child process to a file, prints "done" and ends. */
  parent: (file: string) => string;
}

const node: Way = {
  command: (script) => ["node", "--eval", script],
  twice: (file) => `
    const { existsSync } = require("node:fs");
    console.log("one");
    const waiting = setInterval(() => {
      if (!existsSync(${JSON.stringify(file)})) return;
      clearInterval(waiting);
      console.error("two");
    }, 10);`,
  failure: 'console.error("no"); process.exitCode = 3',
  long: 'process.stdout.write("é".repeat(2_000_000))',
  copy: "process.stdin.pipe(process.stdout)",
  nothing: "",
  environment: 'console.log(Object.keys(process.env).includes("HOME"), process.env.WORD)',
  asleep: "setTimeout(() => {}, 60_000)",
  slow: "let left = 8; const timer = setInterval(() => (console.log(left), --left || clearInterval(timer)), 100)",
  interrupted: ["process.kill(process.pid, 'SIGINT')", "process.exit(130)"].map((end) => `process.stdout.write("now", () => ${end})`),
  parent: (file) => {
    const child = `require("node:child_process").spawn("sleep", ["60"], { stdio: "inherit", detached: true })`;
    return `const child = ${child}; require("node:fs").writeFileSync(${JSON.stringify(file)}, String(child.pid)); child.unref(); console.log("done");`;
  },
};

const shell: Way = {
  command: (script) => ["sh", "-c", script],
  twice: (file) => `echo one; while [ ! -e '${file}' ]; do sleep 0.01; done; echo two >&2`,
  failure: "echo no >&2; exit 3",
  long: "yes é | tr -d '\\n' | head -c 4000000",
  copy: "cat",
  nothing: "exit 0",
  environment: 'echo "$([ -n "$HOME" ] && echo true || echo false) ${WORD-undefined}"',
  asleep: "exec sleep 60",
  slow: "for left in 8 7 6 5 4 3 2 1; do echo $left; sleep 0.1; done",
  interrupted: ["echo now; kill -INT $$", "echo now; exit 130"],
  parent: (file) => `sleep 60 & echo $! > '${file}'; echo done`,
};

/** Node.js is started directly, everything else by execa. */
describe.each([["node", node], ["sh", shell]])("a program (%s)", (_, { command, ...way }) => {
  test("returns its output, its errors, and both in their order", async () => {
    // Two streams have no order of their own, so the program waits until the first is read.
    const read = join(temporary(), "read");
    expect(await run(command(way.twice(read)), { heard: () => writeFileSync(read, "") })).toEqual({
      there: true, succeeded: true, exitCode: 0, stdout: "one\n", stderr: "two\n", output: "one\ntwo",
    });
  });

  test("returns its exit code if it fails", async () => {
    expect(await run(command(way.failure))).toMatchObject({ there: true, succeeded: false, exitCode: 3, stderr: "no\n" });
  });

  test("returns a long output completely", async () => {
    const { stdout } = await run(command(way.long));
    expect([stdout.length, stdout.replaceAll("é", "")]).toEqual([2_000_000, ""]);
  });

  test("reads its input, or may ignore it", async () => {
    expect((await run(command(way.copy), { input: "words" })).stdout).toBe("words");
    expect((await run(command(way.nothing), { input: "words".repeat(100_000) })).succeeded).toBe(true);
  });

  test("gets our environment, or a given one", async () => {
    expect((await run(command(way.environment))).output).toBe("true undefined");
    expect((await run(command(way.environment), { env: { WORD: "hello", PATH: process.env.PATH } })).output).toBe("false hello");
  });

  test.each([
    ["stopped", (stop: AbortController) => (setTimeout(() => stop.abort(), 300), { stop: stop.signal })],
    ["late", () => ({ limit: 300 })],
    ["silent", () => ({ silence: 300 })],
  ])("is ended if it is %s", async (ended, options) => {
    const answer = await run(command(way.asleep), options(new AbortController()));
    expect(answer).toMatchObject({ ended, there: true, succeeded: false });
  });

  test("is ended if it prints more than it may, and the end of it is kept", async () => {
    const answer = await run(command(`${way.long}`), { most: 1_000_000 });
    expect(answer).toMatchObject({ ended: "long", there: true, succeeded: false });
    expect(answer.stdout.length).toBeLessThan(1_000_000);
    expect(answer.stdout.replaceAll("é", "")).toBe("");
  });

  test("is not ended for silence while it prints", async () => {
    expect(await run(command(way.slow), { silence: 5_000 })).toMatchObject({ succeeded: true });
  });

  test.each(way.interrupted)("counts as stopped if Ctrl-C ended it before our own signal arrived: %s", async (script) => {
    const stop = new AbortController();
    const heard = () => void setTimeout(() => stop.abort(), 30);
    expect(await run(command(script), { stop: stop.signal, heard })).toMatchObject({ ended: "stopped" });
  });

  test("is not started if the run was stopped before", async () => {
    expect(await run(command(way.failure), { stop: AbortSignal.abort() })).toMatchObject({ ended: "stopped", output: "" });
  });

  test("does not have to wait for a child process that keeps its output open", async () => {
    const file = join(temporary(), "pid");
    const { succeeded, stdout } = await run(command(way.parent(file)));
    const pid = Number(readFileSync(file, "utf8"));
    expect([succeeded, stdout, isAlive(pid)]).toEqual([true, "done\n", true]);
    process.kill(pid);
  });

  test("fails if an argument contains NUL", async () => {
    expect(await run([...command(way.nothing), "a\0b"])).toMatchObject({ succeeded: false });
  });
});

test.each(["git", "backend-starter-nothing"])("a missing program is reported differently from one that fails (%s)", async (program) => {
  expect(await run([program], { env: { PATH: "/nonexistent" } })).toMatchObject({ there: false, succeeded: false });
});
