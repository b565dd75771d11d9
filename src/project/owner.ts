// Owner: the GitHub user or organisation of a project.
import { shown } from "../shown.ts";
import { UserError } from "../user-error.ts";
import { from } from "./one-of.ts";

/**
 * GitHub allows 39 characters, and an underscore before a company's short code.
 * @throws UserError for a name that GitHub gives to nobody
 */
export function checkOwner(name: string, origin?: string): string {
  if (name.length <= 50 && /^[a-z\d](-?[a-z\d]){0,38}(_[a-z\d]+)?$/i.test(name)) return name;
  throw new UserError(`${shown(name)}${from(origin)} cannot be a GitHub user or organisation.`, "Use letters, digits and single dashes.");
}
