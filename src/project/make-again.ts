// Command that creates a project again, for its receipt and its README.
import { flagsFor } from "./flags-for.ts";
import type { Catalog } from "../catalog/catalog.ts";
import { known } from "../catalog/known.ts";
import type { Project } from "./project.ts";
import { starterFor } from "../invocation.ts";
import { quote } from "../shell.ts";

/** One line for the package manager that made the repo, quoted as every shell but the oldest of Windows takes it. */
export function commandToRepeat(project: Project, catalog: Catalog): string {
  const managers = new Map(Object.entries(known(catalog.stacks, project.stack).managers));
  const { create, separator } = known(managers, project.manager);
  const flags = flagsFor(project, catalog).map((word) => quote(word, "linux"));
  return [create, starterFor(project.manager), project.name, separator, ...flags].filter((word) => word !== "").join(" ");
}
