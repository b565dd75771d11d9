// Test sandbox: a temporary folder, an environment without settings of this machine, and our bin.
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa, type Options } from "execa";
import { onTestFinished } from "vitest";
import { keptMemory } from "../../src/git/git-run.ts";

/** The built bin. `tests/support/build.ts` has made it. */
export const bin = fileURLToPath(new URL("../../dist/bin.cjs", import.meta.url));

export const ann = "[user]\n\tname = Ann O'Neil\n\temail = ann@example.com\n";

/** A new empty folder, removed after the test. */
export function temporary(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "backend-starter-")));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }));
  return folder;
}

/** An environment with only these settings of Git, and without variables of the terminal, npm or CI around the tests. */
export function cleanEnvironment(settings: string = ann, more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const home = temporary();
  writeFileSync(join(home, ".gitconfig"), settings);
  return { PATH: process.env.PATH, HOME: home, GIT_CONFIG_NOSYSTEM: "1", TERM: "xterm", LANG: "C.UTF-8", ...more };
}

export interface Ran {
  exitCode: number | undefined;
  stdout: string;
  stderr: string;
}

/** Runs our bin in a folder, without a terminal. */
export async function run(args: string[], { cwd, env = cleanEnvironment(), ...more }: Options & { cwd: string }): Promise<Ran> {
  const options = { cwd, env, extendEnv: false, reject: false, timeout: 60_000, stdin: "ignore", ...more } as const;
  const { exitCode, stdout, stderr } = await execa(process.execPath, [bin, ...args], options);
  return { exitCode, stdout: String(stdout), stderr: String(stderr) };
}

/** All names in a folder, including hidden ones. */
export function names(folder: string): string[] {
  return readdirSync(folder).sort();
}

/** A folder of programs, to be put in front of PATH: name -> script for sh. */
export function programs(scripts: Record<string, string>): string {
  const folder = join(temporary(), "bin");
  mkdirSync(folder);
  for (const [name, script] of Object.entries(scripts)) {
    writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  }
  return folder;
}

/** The output of Git in a folder. */
export async function git(cwd: string, ...args: string[]): Promise<string> {
  const { stdout } = await execa("git", args, { cwd, env: { ...cleanEnvironment(), ...keptMemory }, extendEnv: false });
  return stdout;
}
