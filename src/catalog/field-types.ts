// Field types: the words that a field of a resource may name. Every stack and database answers each of them.

export const fieldTypes = [
  "string", "text", "integer", "decimal", "boolean", "date", "datetime", "email", "url", "uuid", "enum", "json", "ref",
] as const;

export type FieldType = (typeof fieldTypes)[number];
