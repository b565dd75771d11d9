// Child process: how a program is started, and how its end is known. Nothing else starts one. Loaded with the first
// program, because some runs start none.
import { spawn, type ChildProcess } from "node:child_process";

export interface ChildOptions {
  cwd?: string;
  /** The complete environment; by default ours. */
  env?: NodeJS.ProcessEnv;
  input?: string;
  /** Whether its stdin stays open as long as we run, so that it can end with us, however we end. */
  tied?: boolean;
  /** Whether it leads a group of processes, so that those which it starts can be ended with it. Not on Windows. */
  leads?: boolean;
}

export interface End {
  exitCode?: number;
  /** The system's error code if it could not be started: "ENOENT". */
  code?: string;
}

/**
 * Git and Node.js are programs on every system. Others may be scripts on Windows, which only execa can start; loading
 * it takes longer than Git's answer.
 */
export async function startChild(
  [program = "", ...args]: string[],
  { cwd, env, input, tied = false, leads = false }: ChildOptions,
): Promise<{ child: ChildProcess; end: Promise<End> }> {
  const stdio: ["ignore" | "pipe", "pipe", "pipe"] = [input === undefined && !tied ? "ignore" : "pipe", "pipe", "pipe"];
  const detached = leads && process.platform !== "win32";
  const native = { git: "git", node: process.execPath }[program];
  if (native !== undefined) {
    const child = spawn(native, args, { cwd, env, stdio, detached, windowsHide: true });
    return { child, end: endOf(child) };
  }
  const { execa } = await import("execa");
  const more = { extendEnv: env === undefined, buffer: false, reject: false } as const;
  const child = execa(program, args, { cwd, env, stdio, detached, ...more });
  return { child, end: Promise.race([endOf(child), child.then(({ exitCode, code }) => ({ exitCode, code }))]) };
}

/**
 * Resolves when the program has ended and all its output is read. Its child processes may hold the output open for
 * longer; one turn of the event loop is enough to read what the program itself wrote.
 */
function endOf(child: ChildProcess): Promise<End> {
  return new Promise((resolve) => {
    const ended = (exitCode: number | null) => resolve({ exitCode: exitCode ?? undefined });
    child.once("error", ({ code = "" }: NodeJS.ErrnoException) => resolve({ code }));
    child.once("close", ended);
    child.once("exit", (exitCode) => setTimeout(() => setImmediate(ended, exitCode), 100).unref());
  });
}
