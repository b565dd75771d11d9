// Repeat command: the command line that creates a project again, for its receipt and its README.
import { flagsFor } from "./flags-for.ts";
import type { Project } from "./project.ts";
import { starterFor } from "../invocation.ts";
import { quote } from "../shell.ts";

/** One line for the project's package manager, quoted for every shell except cmd.exe. */
export function commandToRepeat(project: Project): string {
  const { id, create, separator } = project.manager;
  const flags = flagsFor(project).map((word) => quote(word, "linux"));
  return [create, starterFor(id), project.name, separator, ...flags].filter((word) => word !== "").join(" ");
}
