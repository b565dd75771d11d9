// Driver: the common interface of PGlite and a PostgreSQL server, with the same values on both sides.

/** Sent first on every connection: a server with other settings would return values in another format. */
export const settings = `set timezone = 'UTC'; set datestyle = 'ISO, MDY'; set intervalstyle = 'postgres';
  set search_path = public`;

/** PostgreSQL sends text. These functions convert it to JSON values, by the number of its type. */
export const parsers = {
  20: Number, // bigint
  1700: Number, // numeric
  1082: String, // date
  1184: (time) => (isNaN(Date.parse(time)) ? time : new Date(time).toISOString()), // timestamptz
};

/** Added to what a server says about connections and rights, which does not tell what to do. */
export const seeReadme = 'See "On your database server" in README.md';

/**
 * A PostgreSQL error: what went wrong, where, and in which statement. It omits all values, because some are
 * secret. https://www.postgresql.org/docs/current/protocol-error-fields.html
 */
export class DatabaseError extends Error {
  constructor({ message, code, table, column, constraint = "" }, statement) {
    // 42501: without the right
    super(code === "42501" ? `${message}. ${seeReadme}` : message);
    this.code = code;
    this.table = table;
    this.statement = statement;
    // PostgreSQL names the broken constraint and not the column, but its name contains both: users_email_key.
    const rule = constraint.startsWith(`${table}_`) ? constraint.slice(`${table}_`.length) : "";
    this.column = column ?? (rule.split("_").slice(0, -1).join("_") || undefined);
  }
}
