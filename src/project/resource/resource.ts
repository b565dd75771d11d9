// Resource: a thing that the app stores, with its fields. `--resource` describes one.
import type { FieldType } from "../../catalog/field-types.ts";
import type { Name } from "./names.ts";

export interface Field {
  name: Name;
  type: FieldType;
  optional: boolean;
  unique: boolean;
  index: boolean;
  /** The text in `default(...)`, checked against the type. */
  default?: string;
  /** The bounds of a number, or of the length of a text, as typed and already checked. */
  min?: string;
  max?: string;
  /** The values of an `enum(a|b|c)`; empty for other types. */
  values: string[];
  /** The resource that a `ref(...)` points to (kebab-case singular). */
  ref?: string;
  /** The effect of deleting its target, if it is not the default: see deletionOf(). */
  onDelete?: Deletion;
  /** Whether a reference can only be set to a row that belongs to the same user. See also pointsToOwn(). */
  own: boolean;
}

/** Deleting a row deletes the rows that point to it, is refused while there are any, or clears their references. */
export type Deletion = "cascade" | "restrict" | "clear";

/**
 * Who can read and change the rows of a resource. `public`: everyone reads. `members`: signed-in users read. `private`:
 * only the owner reads. In these, only the owner changes. `admin`: everyone reads, and admins create and change.
 */
export type Access = "public" | "members" | "private" | "admin";

/** The target in `ref(...)` for the app's accounts, which are not a resource. */
export const userRef = "user";

/** The effect of deleting a row on the rows that point to it by this field. */
export function deletionOf({ onDelete, optional }: Pick<Field, "onDelete" | "optional">): Deletion {
  return onDelete ?? (optional ? "clear" : "cascade");
}

export interface Resource {
  singular: Name;
  plural: Name;
  access?: Access;
  fields: Field[];
  /** Fields that are unique together, by their camelCase names. "owner" is the user who owns a row, and comes last. */
  together: string[][];
}

/** Whether a field of these resources is a `ref(user)`. */
export function pointsAtUsers(resources: Resource[]): boolean {
  return resources.some(({ fields }) => fields.some(({ ref }) => ref === userRef));
}

/** Whether a reference can only be set to a row of the same user: it was said, or nobody else can see the target. */
export function pointsToOwn({ own, ref }: Field, resources: Resource[]): boolean {
  return own || resources.some(({ singular, access }) => singular.kebab === ref && access === "private");
}
