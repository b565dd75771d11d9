// Needed programs: programs other than Node.js, npm and Git. If one is missing, a line says what is skipped.
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/**
 * Whether programs are on PATH. One that is missing skips tests with a line that says so; on a build server it is a failure.
 *
 * @param what is skipped without them: "The tests in a terminal"
 */
export function has(what: string, ...programs: string[]): boolean {
  const missing = programs.filter((program) => !isOnPath(program));
  if (missing.length === 0) return true;
  const line = `${what} need ${missing.join(" and ")}: apt-get install ${missing.map((program) => packages[program] ?? program).join(" ")}`;
  if (process.env.CI === "true") throw new Error(line);
  console.warn(`Skipped. ${line}`);
  return false;
}

/** Debian packages with another name than their program. */
const packages: Record<string, string> = { ps: "procps" };

function isOnPath(program: string): boolean {
  return (process.env.PATH ?? "").split(delimiter).some((folder) => isProgram(join(folder, program)));
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
