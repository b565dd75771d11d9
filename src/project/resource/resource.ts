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
}

export interface Resource {
  singular: Name;
  plural: Name;
  fields: Field[];
  /** Fields that are unique together, each rule by their camelCase names; "owner" is the user whom a row belongs to, and comes last. */
  together: string[][];
}
