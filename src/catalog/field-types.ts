// Field types: the types that a field of a resource can have. Every stack and database defines each of them.

export const fieldTypes = [
  "string", "text", "integer", "decimal", "boolean", "date", "datetime", "email", "url", "uuid", "enum", "json", "ref",
] as const;

export type FieldType = (typeof fieldTypes)[number];

/** How a stack writes a field of a type, each as a handlebars template over the field. */
export interface TypeInCode {
  /** The schema of a value in a request. */
  schema: string;
  /** The schema of a value in the address of a list; empty if a list cannot be filtered by it. */
  filter: string;
  /** The default of `:default(x)`, which is a function if it moves, such as today. */
  initial: string;
  /** An expression for tests whose value differs each time: `unique()` counts up. */
  sample: string;
  invalid: string;
  /** Values just outside of `:min` and `:max`, for types that have bounds. */
  below?: string;
  above?: string;
  /** The value in an example row: `row` is its number, and `row2` the same with two digits. */
  seed: string;
  /** The type for readers: "day, such as 2026-01-31". */
  documented: string;
}

/** How a database stores a field of a type, each as a handlebars template over the field. */
export interface TypeInTable {
  type: string;
  /** The constraints after the type, besides those that every column can have. */
  rules: string;
  /** The expression of `default`. */
  initial: string;
  /** The column in a row that another one embeds as JSON, if it is not written as in a list. */
  embedded?: string;
}
