#!/usr/bin/env node
// Entry point: runs the command line. A UserError prints one sentence, a bug its stack; only this file ends the process.
import { openCatalog } from "./catalog/catalog.ts";
import { parseCommand } from "./cli/parse-command.ts";
import { helpText } from "./cli/help.ts";
import { UserError, exitCodes, stopped } from "./user-error.ts";
import { ourVersion } from "./ourselves.ts";

const args = process.argv.slice(2);
const json = args.includes("--json");

/** Whether this run writes more than its output, and why that output is lost, if it is. */
const run: { writes: boolean; lost?: string } = { writes: false };

process.stdout.on("error", outputLost);
process.stderr.on("error", () => {}); // Nothing is left to say it to.
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
  process.stderr.write(error instanceof UserError ? `${sentence}\n` : `This is a bug of ours.\n${stackOf(error)}\n`);
  return error instanceof UserError ? error.exitCode : exitCodes.bug;
}

function statusOf(error: unknown): "refused" | "unfinished" | "bug" {
  if (!(error instanceof UserError)) return "bug";
  return error.exitCode === exitCodes.unfinished ? "unfinished" : "refused";
}

/** A reader that has seen enough (`| head`) is no failure, and the work goes on. A full disk is one. */
function outputLost({ code, message }: NodeJS.ErrnoException): void {
  if (code !== "EPIPE") run.lost = message;
}

/** A run that did everything and could not say so is unfinished; one whose output was all that it had to do has failed. */
function withOutput(code: number): number {
  if (run.lost === undefined) return code;
  const written = run.writes && (code === exitCodes.done || code === exitCodes.unfinished);
  process.stderr.write(`${written ? "Everything was written, but the output is lost" : "The output is lost"}: ${run.lost}.\n`);
  if (code !== exitCodes.done) return code;
  return written ? exitCodes.unfinished : exitCodes.refused;
}

function checkCurrentFolder(): void {
  try {
    process.cwd();
  } catch {
    throw new UserError("The current folder is gone.", "Go to one that exists.");
  }
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/**
 * Aborted by the first Ctrl-C (or the like); the second ends the process at once. The listener stays: a library that finds
 * itself alone with a signal kills the process.
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
