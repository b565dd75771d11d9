// Install: runs the package manager in a new project. No other step downloads anything.
import type { EventEmitter } from "node:events";
import { missing, refused, type Fix } from "../system/fixes.ts";
import type { Program } from "../system/programs.ts";

export type InstallOutcome = { status: "skipped" | "done" | "stopped" } | { status: "failed"; problem: string; fix?: Fix };

/** Settings that make an install skip packages or do nothing. They come from the shell or from an npm that runs us. */
const leftBehind = ["NODE_ENV", "npm_config_dry_run", "npm_config_production", "npm_config_omit", "npm_config_package_lock_only"];

/**
 * Runs a stack's install command in a folder.
 * @param command split at spaces and run without a shell
 * @param stop ends it, as Ctrl-C does
 */
export async function install(folder: string, command: string, stop: AbortSignal): Promise<InstallOutcome> {
  const [program = "", ...args] = command.split(" ");
  const left = Object.fromEntries(leftBehind.map((name) => [name, undefined]));
  const { execa } = await import("execa"); // Most runs install nothing and start sooner without it.
  if (stop.aborted) return { status: "stopped" };
  const running = execa(program, args, { cwd: folder, env: left, all: true, stdin: "ignore", reject: false, cancelSignal: stop });
  const result = await Promise.race([running, stopping(running, stop)]);
  if (result === undefined || stop.aborted) return { status: "stopped" };
  const { failed, all, shortMessage, code } = result;
  if (!failed) return { status: "done" };
  if (code === "ENOENT") return missingProgram(program as Program);
  const problem = lastLines(all) || (shortMessage ?? "");
  return { status: "failed", problem, fix: refused(problem) };
}

/**
 * Resolves when the program has been stopped and has exited. Its own child processes may hold its output open for
 * longer.
 */
async function stopping(running: EventEmitter, stop: AbortSignal): Promise<undefined> {
  const gone = new Promise((resolve) => running.once("exit", resolve));
  const asked = new Promise((resolve) => stop.addEventListener("abort", resolve));
  await Promise.all([gone, asked]);
}

function missingProgram(program: Program): InstallOutcome {
  const fix = missing(program);
  return { status: "failed", problem: fix.problem, fix };
}

function lastLines(output: string | undefined): string {
  const lines = (output ?? "").trim().split("\n").filter((line) => !/^npm error\s+at /.test(line));
  return lines.slice(-15).join("\n");
}
