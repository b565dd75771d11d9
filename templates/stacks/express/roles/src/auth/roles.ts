// Roles: what only some users can do. Every new account is a member.
import type { Request } from "express";
import { Problem } from "../problem.ts";
import { requireUser } from "./current-user.ts";

// export const roles = {{list roles}} as const;
// {{#specimen}}
export const roles = ["member", "author", "admin"] as const;
// {{/specimen}}

export type Role = (typeof roles)[number];

/** The logged-in user; throws a 401 without a login, and a 403 for a user who does not have this role. */
export async function requireRole(req: Request, role: Role) {
  const user = await requireUser(req);
  if (user.role !== role) throw new Problem(403, `Only accounts with the role ${role} can do this.`);
  return user;
}
