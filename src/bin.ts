#!/usr/bin/env node
// Entry point: runs the command line. A UserError prints one sentence, a bug prints its stack, and only this file ends
// the process.
import { openCatalog } from "./catalog/catalog.ts";
import { parseCommand } from "./cli/parse-command.ts";
import { helpText } from "./cli/help.ts";
import { UserError, exitCodes, stopped } from "./user-error.ts";
import { ourVersion } from "./ourselves.ts";

const args = process.argv.slice(2);
const json = args.includes("--json");

/** Whether this run does more than print, and the reason if its output was lost. */
const run: { writes: boolean; lost?: string } = { writes: false };

process.stdout.on("error", outputLost);
process.stderr.on("error", () => {}); // stderr is lost too, so nothing can be reported.
const exitCode = await main().catch(fail);
process.stdout.write("", () => setImmediate(() => process.exit(withOutput(exitCode))));

async function main(): Promise<number> {
  const line = parseCommand(args, process.env);
  if (line.command === "help") return print(helpText(openCatalog()));
  if (line.command === "version") return print(ourVersion);
  checkCurrentFolder();
  run.writes = (line.command === "create" || line.command === "publish") && !line.asked.dryRun;
  const { openTerminal } = await import("./terminal.ts");
  const { runCommand } = await import("./plop.ts");
  return runCommand({ line, terminal: openTerminal({ json }), stop: stopSignal() });
}

function print(text: string): number {
  process.stdout.write(`${text}\n`);
  return exitCodes.done;
}

function fail(error: unknown): number {
  const sentence = error instanceof UserError ? error.message : String(error);
  if (json) print(JSON.stringify({ format: 1, status: statusOf(error), error: sentence }, null, 2));
  process.stderr.write(
    error instanceof UserError ? `${sentence}\n` : `This is a bug in this program.\n${stackOf(error)}\n`,
  );
  return error instanceof UserError ? error.exitCode : exitCodes.bug;
}

function statusOf(error: unknown): "refused" | "unfinished" | "bug" {
  if (!(error instanceof UserError)) return "bug";
  return error.exitCode === exitCodes.unfinished ? "unfinished" : "refused";
}

/** A closed pipe (`| head`) is not a failure, and the work goes on. A full disk is a failure. */
function outputLost({ code, message }: NodeJS.ErrnoException): void {
  if (code !== "EPIPE") run.lost = message;
}

/** Exit code 3 if the work was done but could not be reported, 1 if output was all that the run had to produce. */
function withOutput(code: number): number {
  if (run.lost === undefined) return code;
  const written = run.writes && (code === exitCodes.done || code === exitCodes.unfinished);
  process.stderr.write(
    `${written ? "Everything was written, but the output is lost" : "The output is lost"}: ${run.lost}.\n`,
  );
  if (code !== exitCodes.done) return code;
  return written ? exitCodes.unfinished : exitCodes.refused;
}

function checkCurrentFolder(): void {
  try {
    process.cwd();
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
function stopSignal(): AbortSignal {
  const stop = new AbortController();
  const end = () => {
    if (stop.signal.aborted) process.exit(exitCodes.interrupted);
    stop.abort(stopped());
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, end);
  return stop.signal;
}
