// Program run: the one way to start a program of this machine, without a shell, and what came of it.
import { spawn, type ChildProcess } from "node:child_process";

export interface Answer {
  /** Whether the program is installed. */
  there: boolean;
  succeeded: boolean;
  exitCode?: number;
  /** Why it was ended before its own end. */
  ended?: "stopped" | "late" | "silent";
  stdout: string;
  stderr: string;
  /** Both in the order in which they were printed, without the white space around. */
  output: string;
}

export interface RunOptions {
  cwd?: string;
  /** Its whole environment; by default ours. */
  env?: NodeJS.ProcessEnv;
  /** What it reads from stdin. */
  input?: string;
  stop?: AbortSignal;
  /** How long it may take, in milliseconds. */
  limit?: number;
  /** How long it may print nothing, in milliseconds. */
  silence?: number;
}

/** How long a stopped program may take to end by itself, in milliseconds. */
const grace = 5_000;

/**
 * Runs a program to its end. A failure is an answer too, so nothing is thrown.
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

/** How a program ended. */
interface End {
  exitCode?: number;
  /** The system's word for why it could not be started: "ENOENT". */
  code?: string;
}

/**
 * Git and Node.js are programs on every system. Others may be scripts on Windows, which only execa starts; loading it
 * takes longer than Git's answer.
 */
async function start(
  [program = "", ...args]: string[],
  { cwd, env, input }: RunOptions,
): Promise<{ child: ChildProcess; end: Promise<End> }> {
  const stdio: ["ignore" | "pipe", "pipe", "pipe"] = [input === undefined ? "ignore" : "pipe", "pipe", "pipe"];
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
  { input, stop, limit, silence }: RunOptions,
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
  listen(child, answer, () => silent?.refresh());
  child.stdin?.on("error", () => undefined).end(input); // A program need not read all of it.
  const { code, exitCode } = await end;
  stop?.removeEventListener("abort", onStop);
  for (const each of [late, silent]) clearTimeout(each);
  const succeeded = exitCode === 0 && answer.ended === undefined;
  return { ...answer, there: code !== "ENOENT", succeeded, exitCode, output: answer.output.trim() };
}

function timer(milliseconds: number | undefined, work: () => void): NodeJS.Timeout | undefined {
  return milliseconds === undefined ? undefined : setTimeout(work, milliseconds);
}

function listen(child: ChildProcess, answer: Answer, heard: () => void): void {
  for (const name of ["stdout", "stderr"] as const) {
    child[name]?.setEncoding("utf8").on("data", (text: string) => {
      answer[name] += text;
      answer.output += text;
      heard();
    });
  }
}

/**
 * Resolves when the program has ended and everything that it printed is read. What it started may hold its output open
 * for longer, and is not waited for: one turn of the event loop reads what the program itself had left in the pipe.
 */
function endOf(child: ChildProcess): Promise<End> {
  return new Promise((resolve) => {
    const ended = (exitCode: number | null) => resolve({ exitCode: exitCode ?? undefined });
    child.once("error", ({ code = "" }: NodeJS.ErrnoException) => resolve({ code }));
    child.once("close", ended);
    child.once("exit", (exitCode) => setTimeout(() => setImmediate(ended, exitCode), 100).unref());
  });
}
