// Grader process: checks submissions one after the other, because its own start costs as much as the checks of one.
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { run, type Answer } from "../system/run.ts";
import { limits, type Setup } from "./job.ts";

/** The longest that one submission can take, in milliseconds. */
export const longest = limits.total + 60_000;

/** How many it checks: what is left of each in its memory adds up. */
const mostChecked = 25;

export interface Checked {
  /** What the reporter printed about it, a line for each check. */
  lines: string;
  /** If the process ended before the submission was checked: whether the limit of time was reached, and its output. */
  early?: { late: boolean; output: string };
}

export interface GraderProcess {
  /** @param folder the one with the modules that check a submission */
  check: (folder: string) => Promise<Checked>;
  /** Ends it. The next submission is checked by a new one. */
  end: () => Promise<void>;
}

interface Running {
  /** In front of each line of the reporter: checks can print what an app answered. */
  mark: string;
  tell: Promise<(text: string) => void>;
  heard: (piece: string) => void;
  stop: AbortController;
  ended: Promise<Answer>;
  checked: number;
}

export function openGrader(setup: Setup): GraderProcess {
  let running: Running | undefined;
  const end = async () => {
    running?.stop.abort();
    await running?.ended;
    running = undefined;
  };
  const check = async (folder: string) => {
    running ??= start(setup);
    const checked = await ask(running, folder);
    if (checked.early !== undefined || running.checked >= mostChecked) await end();
    return checked;
  };
  return { check, end };
}

function start({ grader: { folder }, workplace, isolated, stop: stopping }: Setup): Running {
  const [mark, stop] = [randomBytes(16).toString("hex"), new AbortController()];
  // What an app answers can be compared at a cost that has no bound: a check then fails, and not this machine.
  const limited = isolated ? ["prlimit", `--data=${limits.grader}`, "--", process.execPath] : ["node"];
  const command = [...limited, `--test-reporter=${join(folder, "events.js")}`, join(folder, "grader.js")];
  const env = { PATH: process.env.PATH, HOME: workplace.folder, EVENTS_MARK: mark };
  const signal = AbortSignal.any([stopping, stop.signal]);
  const { promise: tell, resolve: speak } = promised<(text: string) => void>();
  const heard = (piece: string) => running.heard(piece);
  const ended = run(command, { cwd: folder, env, tied: true, speak, heard, stop: signal });
  const running: Running = { mark, tell, heard: () => undefined, stop, ended, checked: 0 };
  return running;
}

async function ask(running: Running, folder: string): Promise<Checked> {
  const { mark, tell, stop, ended } = running;
  const { promise: done, resolve } = promised<undefined>();
  let [text, late] = ["", false];
  running.heard = (piece) => {
    text += piece;
    if (text.includes(`\n${mark}{"ended":`)) resolve(undefined);
  };
  const timer = setTimeout(() => {
    late = true;
    stop.abort();
  }, longest);
  void tell.then((say) => say(`${folder}\n`));
  const answer = await Promise.race([done, ended]);
  clearTimeout(timer);
  running.checked += 1;
  const lines = text
    .split("\n")
    .filter((line) => line.startsWith(mark))
    .map((line) => line.slice(mark.length))
    .join("\n");
  return { lines, early: answer && { late, output: answer.output.slice(-20_000) } };
}

function promised<T>(): { promise: Promise<T>; resolve: (value: T) => void } {
  let resolve: (value: T) => void = () => undefined;
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
