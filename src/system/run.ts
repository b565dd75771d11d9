// Runs of programs of this machine: what they printed, and whether they succeeded.

interface Answer {
  /** Whether the program was found. */
  there: boolean;
  succeeded: boolean;
  /** Everything that it printed, without the white space around. */
  output: string;
}

interface Run {
  /** Where it runs; by default where we do. */
  cwd?: string;
  /** Variables on top of our own environment. */
  env?: Record<string, string>;
  /** What it reads from stdin. */
  input?: string;
}

/**
 * Runs a program to its end.
 *
 * @param command program and arguments; no shell sees them. "node" is the Node.js that runs us
 * @param signal ends it
 */
export async function ask([program = "", ...args]: string[], signal: AbortSignal, { cwd, env, input = "" }: Run = {}): Promise<Answer> {
  const { execa } = await import("execa");
  const { failed, all, code } = await execa(program === "node" ? process.execPath : program, args, { all: true, cwd, env, input, reject: false, cancelSignal: signal });
  return { there: code !== "ENOENT", succeeded: !failed, output: String(all ?? "").trim() };
}
