// Program run: starts a program of this machine without a shell, and returns its result. There is no other way to start
// one.
import { spawn, type ChildProcess } from "node:child_process";
import { setTimeout as wait } from "node:timers/promises";

export interface Answer {
  there: boolean;
  succeeded: boolean;
  exitCode?: number;
  /** Why it was stopped early. */
  ended?: "stopped" | "late" | "silent";
  stdout: string;
  stderr: string;
  /** stdout and stderr in the order in which they were printed, without surrounding white space. */
  output: string;
}

export interface RunOptions {
  cwd?: string;
  /** The complete environment; by default ours. */
  env?: NodeJS.ProcessEnv;
  /** Its stdin. */
  input?: string;
  /** Whether its stdin stays open as long as we run, so that it can end with us, however we end. */
  tied?: boolean;
  /** How its output is decoded; by "latin1", each byte is a character. */
  encoding?: "utf8" | "latin1";
  /** Called with each piece of its stdout. */
  heard?: (text: string) => void;
  stop?: AbortSignal;
  /** Time limit in milliseconds. */
  limit?: number;
  /** Longest time without output, in milliseconds. */
  silence?: number;
}

/** Milliseconds in which a stopped program can end by itself. */
const grace = 5_000;

/** Milliseconds in which a signal that ended a program has reached us too. */
const signalGrace = 50;

/**
 * Runs a program. A failure is a result too, so nothing is thrown.
 * @param command program and arguments; "node" is the Node.js that runs us
 */
export async function run(command: string[], options: RunOptions = {}): Promise<Answer> {
  if (options.stop?.aborted) return { ...nothing, ended: "stopped" };
  try {
    const { child, end } = await start(command, options);
    return await outcomeOf(child, end, options);
  } catch (error) {
    return { ...nothing, output: String(error) }; // The system refused the arguments, for example their length.
  }
}

const nothing: Answer = { there: true, succeeded: false, stdout: "", stderr: "", output: "" };

interface End {
  exitCode?: number;
  /** The system's error code if it could not be started: "ENOENT". */
  code?: string;
}

/**
 * Git and Node.js are programs on every system. Others may be scripts on Windows, which only execa can start; loading
 * it takes longer than Git's answer.
 */
async function start(
  [program = "", ...args]: string[],
  { cwd, env, input, tied = false }: RunOptions,
): Promise<{ child: ChildProcess; end: Promise<End> }> {
  const stdio: ["ignore" | "pipe", "pipe", "pipe"] = [input === undefined && !tied ? "ignore" : "pipe", "pipe", "pipe"];
  const native = { git: "git", node: process.execPath }[program];
  if (native !== undefined) {
    const child = spawn(native, args, { cwd, env, stdio, windowsHide: true });
    return { child, end: endOf(child) };
  }
  const { execa } = await import("execa");
  const child = execa(program, args, { cwd, env, stdio, extendEnv: env === undefined, buffer: false, reject: false });
  return { child, end: Promise.race([endOf(child), child.then(({ exitCode, code }) => ({ exitCode, code }))]) };
}

async function outcomeOf(
  child: ChildProcess,
  end: Promise<End>,
  { input, tied, encoding, stop, limit, silence, heard }: RunOptions,
): Promise<Answer> {
  const answer = { ...nothing };
  const endBy = (why: Answer["ended"]) => {
    answer.ended ??= why;
    child.kill();
    setTimeout(() => child.kill("SIGKILL"), grace).unref();
  };
  const late = timer(limit, () => endBy("late"));
  const silent = timer(silence, () => endBy("silent"));
  const onStop = () => endBy("stopped");
  stop?.addEventListener("abort", onStop);
  listen({ child, answer, encoding, heard: () => silent?.refresh() });
  child.stdin?.on("error", () => undefined); // A program does not have to read all of it.
  if (heard !== undefined) child.stdout?.on("data", heard);
  if (tied !== true) child.stdin?.end(input);
  const { code, exitCode } = await end;
  if (code === undefined && diedOfSignal(exitCode)) await ourSignal(stop);
  stop?.removeEventListener("abort", onStop);
  for (const each of [late, silent]) clearTimeout(each);
  const succeeded = exitCode === 0 && answer.ended === undefined;
  return { ...answer, there: code !== "ENOENT", succeeded, exitCode, output: answer.output.trim() };
}

/** By itself, or, by the convention of shells, a program that it had started. */
function diedOfSignal(exitCode: number | undefined): boolean {
  return exitCode === undefined || exitCode > 128;
}

/** Ctrl-C ends the programs that we started too, and the end of one can be reported before our own signal. */
async function ourSignal(stop: AbortSignal | undefined): Promise<void> {
  if (stop !== undefined) await wait(signalGrace, undefined, { signal: stop }).catch(() => undefined);
}

function timer(milliseconds: number | undefined, work: () => void): NodeJS.Timeout | undefined {
  return milliseconds === undefined ? undefined : setTimeout(work, milliseconds);
}

interface Listening {
  child: ChildProcess;
  answer: Answer;
  encoding: RunOptions["encoding"];
  heard: () => void;
}

function listen({ child, answer, encoding = "utf8", heard }: Listening): void {
  for (const name of ["stdout", "stderr"] as const) {
    child[name]?.setEncoding(encoding).on("data", (text: string) => {
      answer[name] += text;
      answer.output += text;
      heard();
    });
  }
}

/**
 * Resolves when the program has ended and all its output is read. Its child processes may hold the output open for
 * longer; one turn of the event loop is enough to read what the program itself wrote.
 */
function endOf(child: ChildProcess): Promise<End> {
  return new Promise((resolve) => {
    const ended = (exitCode: number | null) => resolve({ exitCode: exitCode ?? undefined });
    child.once("error", ({ code = "" }: NodeJS.ErrnoException) => resolve({ code }));
    child.once("close", ended);
    child.once("exit", (exitCode) => setTimeout(() => setImmediate(ended, exitCode), 100).unref());
  });
}
