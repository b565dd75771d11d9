// What a person did that we cannot do: told in one sentence, never as a stack.

/** The documented exit codes. A script may rely on them. */
export const exitCodes = {
  /** Everything asked for was done. */
  done: 0,
  /** Refused or failed; nothing was written. From doctor: something that is needed is missing. */
  refused: 1,
  /** The command line itself was wrong; nothing was written. */
  usage: 2,
  /** The project was created, or something was published, but a step that was wanted failed; what to type next was printed. */
  unfinished: 3,
  /** A bug in this program: EX_SOFTWARE of sysexits.h. */
  bug: 70,
  /** Stopped by Ctrl-C; nothing was written but what a publish had done by then. */
  interrupted: 130,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** A failure that the user can understand and mend. Anything else that is thrown is a bug. */
export class UserError extends Error {
  readonly exitCode: ExitCode;

  /**
   * @param problem what is wrong with which value, a whole sentence
   * @param fix what to do about it, a whole sentence; empty where the problem says it
   */
  constructor(problem: string, fix = "", exitCode: ExitCode = exitCodes.refused) {
    super(fix === "" ? problem : `${problem} ${fix}`);
    this.name = "UserError";
    this.exitCode = exitCode;
  }
}

/** The UserError of a run that was stopped before anything was written. */
export function stopped(): UserError {
  return new UserError("Stopped. Nothing was written.", "", exitCodes.interrupted);
}

/** "ENOENT" and the like; undefined for what the operating system did not throw. */
export function codeOf(error: unknown): string | undefined {
  const { code, syscall } = error as NodeJS.ErrnoException;
  return typeof code === "string" && typeof syscall === "string" ? code : undefined;
}
