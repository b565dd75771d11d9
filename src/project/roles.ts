// Roles: what the accounts of a project can be. A project has roles only if its idea or one of its resources needs one.
import type { Project } from "./project.ts";

/** The roles of a project's accounts, the role of a new account first; empty if nothing needs a role. */
export function rolesOf({ idea }: Pick<Project, "idea" | "resources">): string[] {
  return idea.role === undefined ? [] : ["member", idea.role];
}
