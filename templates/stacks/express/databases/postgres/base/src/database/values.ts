// How values travel, so that both drivers give and take the same.

/** Objects are stored as JSON; undefined is SQL's null. */
export function parameters(values: unknown[]): unknown[] {
  return values.map((value) => (typeof value === "object" && value !== null ? JSON.stringify(value) : (value ?? null)));
}

/** PostgreSQL sends text. These turn it into what JSON says, the same on both drivers. */
export const parsers = {
  number: Number,
  text: (text: string) => text,
  instant: (text: string) => new Date(text).toISOString(),
};
