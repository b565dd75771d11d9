// In-process commands: a run with a recorded terminal, for tests that need no separate process.
import { afterEach, beforeEach } from "vitest";
import { parseCommand } from "../../src/cli/parse-command.ts";
import { runCommand } from "../../src/plop.ts";
import type { Terminal } from "../../src/terminal.ts";
import { UserError } from "../../src/user-error.ts";

export interface Recorded {
  exitCode: number;
  /** The output on a terminal without colours. */
  stdout: string;
  /** The error message. */
  stderr: string;
  /** Output and error message. */
  text: string;
  /** The document of `--json`. */
  document: unknown;
}

/** Runs a command line to its end. Paths in it are absolute: this process keeps its current folder. */
export async function runHere(args: string[], stop: AbortSignal = new AbortController().signal): Promise<Recorded> {
  const lines: string[] = [];
  const recorded: Recorded = { exitCode: -1, stdout: "", stderr: "", text: "", document: undefined };
  try {
    const line = parseCommand(args, process.env);
    if (line.command === "help" || line.command === "version") throw new Error("Only main.ts prints these.");
    recorded.exitCode = await runCommand({ line, terminal: recorder(lines, recorded), stop });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    recorded.stderr = error.message;
    recorded.exitCode = error.exitCode;
  }
  recorded.stdout = lines.join("\n");
  recorded.text = [...lines, ...(recorded.stderr === "" ? [] : [recorded.stderr])].join("\n");
  return recorded;
}

export interface Recording {
  terminal: Terminal;
  text: () => string;
  document: () => unknown;
}

/** A recorded terminal, for a part of a command. Work in steps is not done if its result is given. */
export function recording(given?: unknown): Recording {
  const lines: string[] = [];
  const recorded: Pick<Recorded, "document"> = { document: undefined };
  return { terminal: recorder(lines, recorded, given), text: () => lines.join("\n"), document: () => recorded.document };
}

/** What a report says. */
export function told(report: (terminal: Terminal) => void): Pick<Recorded, "text" | "document"> {
  const { terminal, text, document } = recording();
  report(terminal);
  return { text: text(), document: document() };
}

function recorder(lines: string[], recorded: Pick<Recorded, "document">, given?: unknown): Terminal {
  const add = (mark: string) => (text: string) => void lines.push(mark + text);
  return {
    asks: false,
    done: add("✔ "),
    note: add("! "),
    missing: add("✘ "),
    say: add(""),
    commands: (commands) => commands.forEach(add("  ")),
    document: (value) => { recorded.document = value; },
    during: (doing, work) => {
      lines.push(`${doing} ...`);
      return work();
    },
    steps: <T>(doing: string, total: number, work: (stepDone: () => void) => Promise<T>) => {
      lines.push(`${doing}: ${total} ...`);
      return given === undefined ? work(() => {}) : Promise.resolve(given as T);
    },
  };
}

/** Flags of a project with few files, for tests in which any project will do. Its author is not asked of Git, with three processes. */
export const small = ["--idea", "api", "--without", "community,deploy,devcontainer,docker", "--author", "Ann", "--yes"];

/** Sets the environment of each test of a file, and restores it afterwards. */
export function environmentForEach(make: () => NodeJS.ProcessEnv): void {
  const before = { ...process.env };
  beforeEach(() => replaceEnvironment(make()));
  afterEach(() => replaceEnvironment(before));
}

export function replaceEnvironment(env: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(process.env)) if (!(name in env)) delete process.env[name];
  Object.assign(process.env, env);
}
