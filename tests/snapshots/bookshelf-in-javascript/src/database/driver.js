// Driver: what both databases have in common, PGlite and a PostgreSQL server, so that both give and take the same.

/** Sent first on every connection: a server may have other settings, and then answers would look different. */
export const settings = "set timezone = 'UTC'; set datestyle = 'ISO, MDY'; set intervalstyle = 'postgres'; set search_path = public";

/** Objects are stored as JSON; undefined is SQL's null. */
export function parameters(values) {
  return values.map((value) => (typeof value === "object" && value !== null ? JSON.stringify(value) : (value ?? null)));
}

/** PostgreSQL sends text. These turn it into what JSON says, the same on both drivers. */
export const parsers = {
  number: Number,
  text: (text) => text,
  instant: (text) => (Number.isNaN(Date.parse(text)) ? text : new Date(text).toISOString()),
};

/** Shows the log which statement failed, and leaves out its values: some are secret. */
export function withStatement(error, statement) {
  const { severity, table, constraint = "", column } = error;
  // Other errors come from the way to PostgreSQL.
  if (severity === undefined) return error;
  // PostgreSQL names a rule after its table and column: users_email_key.
  const named = constraint.startsWith(`${table}_`) ? constraint.slice(`${table}_`.length, constraint.lastIndexOf("_")) : "";
  return Object.assign(error, { column: column ?? (named || undefined), statement, detail: undefined, query: undefined, params: undefined });
}

export function isDatabaseError(error) {
  return error.statement !== undefined;
}
