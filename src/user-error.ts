// User error: a failure that the user can understand, printed as one sentence and never as a stack.

/** The documented exit codes, on which scripts may rely. */
export const exitCodes = {
  /** Everything requested was done. */
  done: 0,
  /** Refused or failed, and nothing was written. From `doctor`: something required is missing. */
  refused: 1,
  /** The command line was wrong, and nothing was written. */
  usage: 2,
  /** The project was created, or something published, but a requested step failed; commands to finish were printed. */
  unfinished: 3,
  /** A bug in this program: EX_SOFTWARE of sysexits.h. */
  bug: 70,
  /** Stopped by Ctrl-C. Nothing was written, except what `publish` had already done. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** A failure that the user can understand and fix. Any other error is a bug. */
export class UserError extends Error {
  readonly exitCode: ExitCode;

  /**
   * @param problem what is wrong, with the value, as a sentence
   * @param fix what to do, as a sentence; empty if the problem says it
   */
  constructor(problem: string, fix = "", exitCode: ExitCode = exitCodes.refused) {
    super(fix === "" ? withOneEnd(problem) : `${withOneEnd(problem)} ${fix}`);
    this.name = "UserError";
    this.exitCode = exitCode;
  }
}

/** A sentence that ends with what another program said, which may have an end of its own: "Git said: no.." -> "no." */
export function withOneEnd(sentence: string): string {
  if (!sentence.endsWith(".")) return sentence;
  let end = sentence.length;
  while (end > 0 && /[\s.:;,]/.test(sentence.charAt(end - 1))) end -= 1;
  const text = sentence.slice(0, end);
  return /[!?…]$/.test(text) ? text : `${text}.`;
}

export function stopped(): UserError {
  return new UserError("Stopped. Nothing was written.", "", exitCodes.interrupted);
}

/** The code of an operating system error, such as "ENOENT"; undefined for any other error. */
export function codeOf(error: unknown): string | undefined {
  const { code, syscall } = error as NodeJS.ErrnoException;
  return typeof code === "string" && typeof syscall === "string" ? code : undefined;
}
