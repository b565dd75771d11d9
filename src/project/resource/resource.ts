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
  /** The bounds of a number, or of the length of a text, as they were typed: already checked against the type. */
  min?: string;
  max?: string;
  /** The values of an `enum(a|b|c)`; empty for other types. */
  values: string[];
  /** The resource that a `ref(...)` points to (kebab-case singular). */
  ref?: string;
  /** What deleting the row it points at does, where that is not the default: see deletionOf(). */
  onDelete?: Deletion;
}

/** Deleting a row deletes those that point at it, is refused while there are any, or clears their references. */
export type Deletion = "cascade" | "restrict" | "clear";

/** What a `ref(...)` calls the accounts of the app, which are no resource. */
export const userRef = "user";

/** What deleting a row does to those that point at it by this field. */
export function deletionOf({ onDelete, optional }: Pick<Field, "onDelete" | "optional">): Deletion {
  return onDelete ?? (optional ? "clear" : "cascade");
}

export interface Resource {
  singular: Name;
  plural: Name;
  fields: Field[];
  /** Fields that are unique together, each rule by their camelCase names; "owner" is the user whom a row belongs to, and comes last. */
  together: string[][];
}

/** Whether a field of these resources is a `ref(user)`. */
export function pointsAtUsers(resources: Resource[]): boolean {
  return resources.some(({ fields }) => fields.some(({ ref }) => ref === userRef));
}
