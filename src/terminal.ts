// Terminal: prints finished steps, a spinner for long work, and the commands to type next.
import picocolors from "picocolors";
import { progressText } from "./progress.ts";

/** The output of a run. With `--json` it is one document and nothing else. */
export interface Terminal {
  asks: boolean;
  /** Prints a finished step: one counted line, in the past tense. */
  done: (line: string) => void;
  /** Prints a step that was skipped without a failure. */
  note: (line: string) => void;
  missing: (line: string) => void;
  say: (text: string) => void;
  commands: (lines: string[]) => void;
  document: (value: unknown) => void;
  during: <T>(doing: string, work: () => Promise<T>) => Promise<T>;
  /** As `during`, for work in steps: shows how many are done, and the time that is left. */
  steps: <T>(doing: string, total: number, work: (stepDone: () => void) => Promise<T>) => Promise<T>;
}

type Output = NodeJS.WriteStream;

type Streams = Pick<NodeJS.Process, "stdin" | "stdout">;

function ours(): Streams {
  return { stdin: process.stdin, stdout: process.stdout };
}

export function openTerminal({ json }: { json: boolean }, streams: Streams = ours()): Terminal {
  const { stdout: output } = streams;
  const colours = picocolors.createColors(takesColour(output));
  const line = (text: string) => void output.write(`${text}\n`);
  const tell = json ? () => {} : line;
  return {
    asks: !json && output.isTTY === true && streams.stdin.isTTY === true, // Node.js opens stdin when it is first used.
    done: (text) => tell(`${colours.green("✔")} ${text}`),
    note: (text) => tell(`${colours.yellow("!")} ${text}`),
    missing: (text) => tell(`${colours.red("✘")} ${text}`),
    say: tell,
    commands: (lines) => tell(lines.map((each) => `  ${colours.cyan(each)}`).join("\n")),
    document: (value) => { if (json) line(JSON.stringify(value, null, 2)); },
    during: json ? (_, work) => work() : (doing, work) => spin({ doing, work, output, tell }),
    steps: json
      ? (_, __, work) => work(() => {})
      : (doing, total, work) => spin({ doing, total, work, output, tell }),
  };
}

interface Long<T> {
  doing: string;
  total?: number;
  work: (stepDone: () => void) => Promise<T>;
  output: Output;
  tell: (text: string) => void;
}

async function spin<T>({ doing, total = 0, work, output, tell }: Long<T>): Promise<T> {
  if (!isAlive(output)) {
    tell(`${doing} ...`);
    return work(counter({ doing, total, show: seldom(tell) }));
  }
  const color = takesColour(output) ? "cyan" : false;
  const { default: ora } = await import("ora"); // Loaded on demand: most runs wait for nothing.
  const spinner = ora({ text: doing, stream: output, discardStdin: false, color }).start();
  const show = (text: string) => { spinner.text = text; };
  try {
    return await work(counter({ doing, total, show }));
  } finally {
    spinner.stop();
  }
}

function counter({ doing, total, show }: { doing: string; total: number; show: (text: string) => void }): () => void {
  const begin = Date.now();
  let done = 0;
  return () => show(progressText(doing, (done += 1), total, Date.now() - begin));
}

/** A log gets a line every ten seconds at most. */
function seldom(show: (text: string) => void): (text: string) => void {
  let last = Date.now();
  return (text) => {
    if (Date.now() - last < 10_000) return;
    last = Date.now();
    show(text);
  };
}

/** Where a terminal has no columns, as without a window, ora would count lines for ever. */
function isAlive(output: Output): boolean {
  const hasSize = output.columns !== 0;
  return output.isTTY === true && hasSize && process.env.TERM !== "dumb" && !("CI" in process.env);
}

/** NO_COLOR wins, with any value (no-color.org), then FORCE_COLOR, then whether it is a terminal that is not dumb. */
function takesColour(output: Output): boolean {
  const { NO_COLOR = "", FORCE_COLOR = "", TERM } = process.env;
  if (NO_COLOR !== "") return false;
  return FORCE_COLOR !== "" && FORCE_COLOR !== "0" ? true : output.isTTY === true && TERM !== "dumb";
}
