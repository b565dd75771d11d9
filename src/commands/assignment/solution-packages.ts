// Solution packages: installed once in the solution of an assignment, for all runs of its checks.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { install } from "../../disk/install.ts";
import type { Terminal } from "../../terminal.ts";
import { shown } from "../../shown.ts";
import { UserError } from "../../user-error.ts";
import { nameOf } from "../next-steps.ts";

interface SolutionPackages {
  folder: string;
  /** The command; empty if nothing has to be installed. */
  command: string;
  /** The folders of which the command makes at least one. */
  packages: string[];
  terminal: Terminal;
  stop: AbortSignal;
}

/** @throws UserError if they cannot be installed */
export async function installSolution(wanted: SolutionPackages): Promise<void> {
  const { folder, command, packages, terminal, stop } = wanted;
  const solution = join(folder, "solution");
  if (command === "" || packages.some((name) => existsSync(join(solution, name)))) return;
  if (!existsSync(solution))
    throw new UserError(
      `${shown(nameOf(solution), 400)}, whose packages the checks need, is missing.`,
      "Bring it back, or create the assignment again in another folder and copy it from there.",
    );
  const doing = `Running ${command} in ${nameOf(solution)}`;
  const result = await terminal.during(doing, () => install(solution, command, stop));
  stop.throwIfAborted();
  if (result.status === "failed") throw new UserError(`${command} failed in ${nameOf(solution)}: ${result.problem}`);
}
