// Program run: runs a program of this machine and returns what it printed and whether it succeeded.

interface Answer {
  there: boolean;
  succeeded: boolean;
  output: string;
}

interface Run {
  cwd?: string;
  env?: Record<string, string>;
  input?: string;
}

/**
 * Runs a program.
 * @param command program and arguments, run without a shell; "node" is the Node.js that runs us
 * @param signal stops it
 */
export async function ask([program = "", ...args]: string[], signal: AbortSignal, { cwd, env, input = "" }: Run = {}): Promise<Answer> {
  const { execa } = await import("execa");
  const { failed, all, code } = await execa(program === "node" ? process.execPath : program, args, { all: true, cwd, env, input, reject: false, cancelSignal: signal });
  return { there: code !== "ENOENT", succeeded: !failed, output: String(all ?? "").trim() };
}
