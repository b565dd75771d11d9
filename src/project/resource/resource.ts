// A resource: one thing the app keeps, with its fields. The unit that `--resource` and `add` speak of.
import type { FieldType } from "../../catalog/field-types.ts";
import type { Name } from "./names.ts";

/** One field of a resource, as it was asked for. */
export interface Field {
  /** The field's own name. A ref has the name of its role: `author`, never `authorId`. */
  name: Name;
  type: FieldType;
  optional: boolean;
  unique: boolean;
  index: boolean;
  /** The text between the parentheses of `default(...)`, already checked against the type. */
  default?: string;
  /** The values of an `enum(a|b|c)`; empty for other types. */
  values: string[];
  /** The kebab-case singular name of the resource that a `ref(...)` points at. */
  ref?: string;
}

/** One resource, as it was asked for. */
export interface Resource {
  singular: Name;
  plural: Name;
  fields: Field[];
}
