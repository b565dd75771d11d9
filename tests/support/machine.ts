// Simulated machine for `doctor`: a PATH that contains only the programs that a test names.
import { execa, execaSync } from "execa";
import { cleanEnvironment, programs, run } from "./sandbox.ts";

/** The programs of a machine on which only a login at GitHub is missing. */
export const usualPrograms = { npm: "echo 11.1.0", gh: 'echo "You are not logged into any GitHub hosts." >&2; exit 1', git: `exec ${which("git")} "$@"` };

export interface Found {
  id: string;
  status: "fine" | "note" | "missing";
  says?: string;
  problem?: string;
  advice?: string;
  commands?: string[];
}

interface Machine {
  cwd: string;
  /** Name -> script for sh. */
  path?: Record<string, string>;
  /** Settings of Git. */
  settings?: string;
  env?: NodeJS.ProcessEnv;
}

/** Runs `doctor --json` on a machine. */
export async function doctor({ cwd, path = usualPrograms, settings, env }: Machine): Promise<{ exitCode: number | undefined; status: string; checks: Record<string, Found>; text: string }> {
  const { exitCode, stdout, stderr } = await run(["doctor", "--json"], { cwd, env: environment({ path, settings, env }) });
  const { status, checks } = JSON.parse(stdout) as { status: string; checks: Found[] };
  return { exitCode, status, checks: Object.fromEntries(checks.map((check) => [check.id, check])), text: stdout + stderr };
}

/** The environment of a machine. */
export function environment({ path = usualPrograms, settings, env = {} }: Omit<Machine, "cwd">): NodeJS.ProcessEnv {
  return { ...cleanEnvironment(settings, { PORT: "0" }), PATH: programs(path), ...env };
}

/** The pid of a process that has ended. */
export async function deadPid(): Promise<number> {
  const child = execa(process.execPath, ["--version"]);
  await child;
  return child.pid ?? 0;
}

/** The path of a program. */
export function which(program: string): string {
  return execaSync("sh", ["-c", `command -v ${program}`]).stdout;
}
