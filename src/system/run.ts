// Asks a program of this machine something.

interface Answer {
  /** Whether the program was found. */
  there: boolean;
  succeeded: boolean;
  /** Everything that it printed, without the white space around. */
  output: string;
}

/**
 * Runs a program to its end.
 *
 * @param command program and arguments; no shell sees them
 */
export async function ask([program = "", ...args]: string[], signal: AbortSignal): Promise<Answer> {
  const { execa } = await import("execa");
  const { failed, all, code } = await execa(program, args, { all: true, stdin: "ignore", reject: false, cancelSignal: signal });
  return { there: code !== "ENOENT", succeeded: !failed, output: String(all ?? "").trim() };
}
