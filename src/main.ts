// Program: runs a command line. A UserError prints one sentence, a bug prints its stack.
import { openCatalog } from "./catalog/catalog.ts";
import { parseCommand } from "./cli/parse-command.ts";
import { assignmentHelp, helpText } from "./cli/help.ts";
import { UserError, exitCodes, stopped } from "./user-error.ts";
import { ourVersion } from "./ourselves.ts";

/** What the program uses of its process. */
export interface OurProcess extends Pick<NodeJS.Process, "env" | "cwd" | "stdin" | "stdout" | "stderr"> {
  /** Without node and script. */
  args: string[];
  onSignal: (signal: NodeJS.Signals, act: () => void) => void;
  exit: (code: number) => void;
}

/** One run: what it was given, whether it does more than print, and the reason if its output was lost. */
interface Run {
  ours: OurProcess;
  json: boolean;
  writes: boolean;
  lost?: string;
}

/** Runs the command line of a process, and ends the process with its exit code when all output is written. */
export async function main(ours: OurProcess): Promise<void> {
  const run: Run = { ours, json: ours.args.includes("--json"), writes: false };
  ours.stdout.on("error", (error: NodeJS.ErrnoException) => outputLost(run, error));
  ours.stderr.on("error", () => {}); // stderr is lost too, so nothing can be reported.
  const exitCode = await work(run).catch((error: unknown) => fail(run, error));
  ours.stdout.write("", () => setImmediate(() => ours.exit(withOutput(run, exitCode))));
}

async function work(run: Run): Promise<number> {
  const { ours, json } = run;
  const line = parseCommand(ours.args, ours.env);
  if (line.command === "help") return print(run, assignmentHelp(line.about ?? "") ?? helpText(openCatalog()));
  if (line.command === "version") return print(run, ourVersion);
  checkCurrentFolder(ours);
  run.writes = "asked" in line && !line.asked.dryRun;
  // Loaded on demand, so that the commands above start sooner.
  const { openTerminal } = await import("./terminal.ts");
  const { runCommand } = await import("./plop.ts");
  return runCommand({ line, terminal: openTerminal({ json }, ours), stop: stopSignal(ours) });
}

function print({ ours }: Run, text: string): number {
  ours.stdout.write(`${text}\n`);
  return exitCodes.done;
}

function fail(run: Run, error: unknown): number {
  const sentence = error instanceof UserError ? error.message : String(error);
  if (run.json) print(run, JSON.stringify({ format: 1, status: statusOf(error), error: sentence }, null, 2));
  run.ours.stderr.write(
    error instanceof UserError ? `${sentence}\n` : `This is a bug in this program.\n${stackOf(error)}\n`,
  );
  return error instanceof UserError ? error.exitCode : exitCodes.bug;
}

function statusOf(error: unknown): "refused" | "unfinished" | "bug" {
  if (!(error instanceof UserError)) return "bug";
  return error.exitCode === exitCodes.unfinished ? "unfinished" : "refused";
}

/** A closed pipe (`| head`) is not a failure, and the work goes on. A full disk is a failure. */
function outputLost(run: Run, { code, message }: NodeJS.ErrnoException): void {
  if (code !== "EPIPE") run.lost = message;
}

/** Exit code 3 if the work was done but could not be reported, 1 if output was all that the run had to produce. */
function withOutput({ ours, writes, lost }: Run, code: number): number {
  if (lost === undefined) return code;
  const written = writes && (code === exitCodes.done || code === exitCodes.unfinished);
  ours.stderr.write(`${written ? "Everything was written, but the output is lost" : "The output is lost"}: ${lost}.\n`);
  if (code !== exitCodes.done) return code;
  return written ? exitCodes.unfinished : exitCodes.refused;
}

function checkCurrentFolder(ours: OurProcess): void {
  try {
    ours.cwd();
  } catch {
    throw new UserError("The current folder no longer exists.", "Change to an existing folder.");
  }
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/**
 * Aborted by the first Ctrl-C or SIGTERM; the second ends the process. The listener is never removed, because a library
 * that finds itself the only listener of a signal ends the process.
 */
function stopSignal(ours: OurProcess): AbortSignal {
  const stop = new AbortController();
  const end = () => {
    if (stop.signal.aborted) ours.exit(exitCodes.interrupted);
    else stop.abort(stopped());
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) ours.onSignal(signal, end);
  return stop.signal;
}
