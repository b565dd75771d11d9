// Program run: runs a program of this machine without a shell, within limits, and returns its result.
import type { ChildProcess } from "node:child_process";
import { setTimeout as wait } from "node:timers/promises";
import type { ChildOptions, End } from "./child.ts";
import { endGroup } from "./end-processes.ts";

export interface Answer {
  there: boolean;
  succeeded: boolean;
  exitCode?: number;
  /** Why it was stopped early. */
  ended?: "stopped" | "late" | "silent" | "long";
  stdout: string;
  stderr: string;
  /** stdout and stderr in the order in which they were printed, without surrounding white space. */
  output: string;
}

export interface RunOptions extends ChildOptions {
  /** How its output is decoded; by "latin1", each byte is a character. */
  encoding?: "utf8" | "latin1";
  /** Given a function that writes to its stdin, if that stays open. */
  speak?: (write: (text: string) => void) => void;
  /** Called with each piece of its stdout. */
  heard?: (text: string) => void;
  stop?: AbortSignal;
  /** Time limit in milliseconds. */
  limit?: number;
  /** Longest time without output, in milliseconds. */
  silence?: number;
  /** How many characters it may print. Of more, only the last ones are kept. */
  most?: number;
}

/** What Node.js can keep is a third more. */
const mostPrinted = 400_000_000;

/** How much is kept of an output that was too long. */
const keptOfLong = 20_000;

/** Milliseconds in which a stopped program can end by itself. */
const grace = 5_000;

/** Milliseconds in which a signal that ended a program has reached us too. */
const signalGrace = 50;

/** Runs a program with arguments; "node" is our own Node.js. A failure is a result too, so nothing is thrown. */
export async function run(command: string[], options: RunOptions = {}): Promise<Answer> {
  if (options.stop?.aborted) return { ...nothing, ended: "stopped" };
  try {
    const { startChild } = await import("./child.ts");
    const { child, end } = await startChild(command, options);
    return await outcomeOf(child, end, options);
  } catch (error) {
    return { ...nothing, output: String(error) }; // The system refused the arguments, for example their length.
  }
}

const nothing: Answer = { there: true, succeeded: false, stdout: "", stderr: "", output: "" };

async function outcomeOf(
  child: ChildProcess,
  end: Promise<End>,
  { input, tied, leads, encoding, stop, limit, silence, most = mostPrinted, speak, heard }: RunOptions,
): Promise<Answer> {
  const answer = { ...nothing };
  const endBy = (why: Answer["ended"]) => {
    answer.ended ??= why;
    child.kill();
    if (leads === true) endGroup(child, "SIGTERM");
    setTimeout(() => child.kill("SIGKILL"), grace).unref();
  };
  const late = timer(limit, () => endBy("late"));
  const silent = timer(silence, () => endBy("silent"));
  const onStop = () => endBy("stopped");
  stop?.addEventListener("abort", onStop);
  listen({ child, answer, encoding, most, heard: () => silent?.refresh(), tooMuch: () => endBy("long") });
  child.stdin?.on("error", () => undefined); // A program does not have to read all of it.
  if (heard !== undefined) child.stdout?.on("data", heard);
  if (tied !== true) child.stdin?.end(input);
  speak?.((text) => void child.stdin?.write(text));
  const how = await end;
  if (leads === true) endGroup(child, "SIGKILL");
  if (diedOfSignal(how)) await ourSignal(stop);
  stop?.removeEventListener("abort", onStop);
  for (const each of [late, silent]) clearTimeout(each);
  const { code, exitCode } = how;
  const succeeded = exitCode === 0 && answer.ended === undefined;
  return { ...answer, there: code !== "ENOENT", succeeded, exitCode, output: answer.output.trim() };
}

/** By itself, or, by the convention of shells, a program that it had started. */
function diedOfSignal({ code, exitCode }: End): boolean {
  return code === undefined && (exitCode === undefined || exitCode > 128);
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
  most: number;
  heard: () => void;
  tooMuch: () => void;
}

function listen({ child, answer, encoding = "utf8", most, heard, tooMuch }: Listening): void {
  for (const name of ["stdout", "stderr"] as const) {
    child[name]?.setEncoding(encoding).on("data", (text: string) => {
      answer[name] += text;
      answer.output += text;
      heard();
      if (answer.output.length <= most) return;
      for (const kept of ["stdout", "stderr", "output"] as const) answer[kept] = answer[kept].slice(-keptOfLong);
      tooMuch();
    });
  }
}
