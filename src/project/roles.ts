// Roles: what the accounts of a project can be. A project has roles only if its idea or one of its resources needs one.
import { hasAdmins } from "./resource/access.ts";
import type { Project } from "./project.ts";

/** The roles of a project's accounts, the role of a new account first; empty if nothing needs a role. */
export function rolesOf({ idea, resources }: Pick<Project, "idea" | "resources">): string[] {
  const needed = [...(idea.role === undefined ? [] : [idea.role]), ...(hasAdmins(resources) ? ["admin"] : [])];
  return needed.length === 0 ? [] : [...new Set(["member", ...needed])];
}
