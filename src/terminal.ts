// Everything one sees: lines that are done, a spinner for what takes long, and what to type next.
import picocolors from "picocolors";

/** Where a run tells what it does. With `--json` it tells nothing but one document. */
export interface Terminal {
  /** Whether questions may be asked. */
  asks: boolean;
  /** Something was done: one counted line, in the past tense. */
  done: (line: string) => void;
  /** Something was not done, though nothing failed. */
  note: (line: string) => void;
  /** Something is not there that should be. */
  missing: (line: string) => void;
  /** Plain text. */
  say: (text: string) => void;
  /** Commands to type, each on its own line. */
  commands: (lines: string[]) => void;
  /** The one document of `--json`. */
  document: (value: unknown) => void;
  /** Runs long work under a spinner; without a terminal one plain line says that it began. */
  during: <T>(doing: string, work: () => Promise<T>) => Promise<T>;
}

type Output = NodeJS.WriteStream;

/** Opens the terminal of a run. */
export function openTerminal({ json }: { json: boolean }): Terminal {
  const { stdin: input, stdout: output } = process;
  const colours = picocolors.createColors(takesColour(output));
  const line = (text: string) => void output.write(`${text}\n`);
  const tell = json ? () => {} : line;
  return {
    asks: !json && input.isTTY === true && output.isTTY === true,
    done: (text) => tell(`${colours.green("✔")} ${text}`),
    note: (text) => tell(`${colours.yellow("!")} ${text}`),
    missing: (text) => tell(`${colours.red("✘")} ${text}`),
    say: tell,
    commands: (lines) => tell(lines.map((each) => `  ${colours.cyan(each)}`).join("\n")),
    document: (value) => { if (json) line(JSON.stringify(value, null, 2)); },
    during: json ? (_, work) => work() : (doing, work) => spin({ doing, work, output, tell }),
  };
}

interface Long<T> {
  doing: string;
  work: () => Promise<T>;
  output: Output;
  tell: (text: string) => void;
}

async function spin<T>({ doing, work, output, tell }: Long<T>): Promise<T> {
  if (!isAlive(output)) {
    tell(`${doing} ...`);
    return work();
  }
  const color = takesColour(output) ? "cyan" : false;
  const { default: ora } = await import("ora"); // Most runs have nothing to wait for, and start sooner without it.
  const spinner = ora({ text: doing, stream: output, discardStdin: false, color }).start();
  try {
    return await work();
  } finally {
    spinner.stop();
  }
}

function isAlive(output: Output): boolean {
  return output.isTTY === true && process.env.TERM !== "dumb" && !("CI" in process.env);
}

/** NO_COLOR wins, whatever it holds (no-color.org); then FORCE_COLOR; else a terminal that is not dumb. */
function takesColour(output: Output): boolean {
  const { NO_COLOR = "", FORCE_COLOR = "", TERM } = process.env;
  if (NO_COLOR !== "") return false;
  return FORCE_COLOR !== "" && FORCE_COLOR !== "0" ? true : output.isTTY === true && TERM !== "dumb";
}
