// Field types: the types that a field of a resource can have. Every stack and database defines each of them.

export const fieldTypes = [
  "string", "text", "integer", "decimal", "boolean", "date", "datetime", "email", "url", "uuid", "enum", "json", "ref",
] as const;

export type FieldType = (typeof fieldTypes)[number];
