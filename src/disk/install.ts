// Install: runs the package manager in a new project. No other step downloads anything.
import { missing, refused, type Fix } from "../system/fixes.ts";
import type { Program } from "../system/programs.ts";
import { run } from "../system/run.ts";

export type InstallOutcome =
  { status: "skipped" | "done" | "stopped" } | { status: "failed"; problem: string; fix?: Fix };

/** Settings that make an install skip packages or do nothing. They come from the shell or from an npm that runs us. */
const leftBehind = [
  "NODE_ENV",
  "npm_config_dry_run",
  "npm_config_production",
  "npm_config_omit",
  "npm_config_package_lock_only",
];

/**
 * Runs a stack's install command in a folder.
 * @param command split at spaces and run without a shell
 */
export async function install(folder: string, command: string, stop: AbortSignal): Promise<InstallOutcome> {
  const words = command.split(" ");
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !leftBehind.includes(name)));
  const { there, succeeded, exitCode, output } = await run(words, { cwd: folder, env, stop });
  if (stop.aborted) return { status: "stopped" };
  if (succeeded) return { status: "done" };
  if (!there) return missingProgram(words[0] as Program);
  const problem = lastLines(output) || `${command} ended with exit code ${exitCode}`;
  return { status: "failed", problem, fix: refused(problem) };
}

function missingProgram(program: Program): InstallOutcome {
  const fix = missing(program);
  return { status: "failed", problem: fix.problem, fix };
}

function lastLines(output: string): string {
  const lines = output.split("\n").filter((line) => !/^npm error\s+at /.test(line));
  return lines.slice(-15).join("\n");
}
