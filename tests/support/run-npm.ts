// Scripts of projects: a project's npm scripts, run as its owner would.
import { execa } from "execa";
import { beginnersEnvironment } from "./clean-environment.ts";

export interface Finished {
  exitCode: number | undefined;
  /** the whole output */
  output: string;
}

/** Runs `npm run <script>` in a repo. */
export async function npmRun(folder: string, script: string, { env = {}, args = [], input }: { env?: Record<string, string>; args?: string[]; input?: string } = {}): Promise<Finished> {
  return program(folder, "npm", ["run", "--silent", script, ...(args.length > 0 ? ["--", ...args] : [])], env, input);
}

/** Runs any program in a repo. */
export async function program(folder: string, file: string, args: string[], env: Record<string, string> = {}, input?: string): Promise<Finished> {
  const { exitCode, all } = await execa(file, args, {
    cwd: folder,
    env: beginnersEnvironment(env),
    extendEnv: false,
    reject: false,
    all: true,
    ...(input === undefined ? { stdin: "ignore" } : { input }),
    timeout: 240_000,
  });
  return { exitCode, output: String(all) };
}
