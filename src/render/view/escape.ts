// Escapes: write a value into each kind of file so that it stays text and never becomes code.

/**
 * Text that a person chose freely (title, description, author). A bare `{{title}}` throws: a template must name the
 * kind of place, as in `{{json title}}`.
 */
export class FreeText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  toString(): string {
    throw new Error("Free text needs an escape for its place: {{json x}}, {{html x}}, {{md x}} ...");
  }
}

type Value = FreeText | string | number | boolean | object | null | undefined;

/** The helpers of a template, by the kind of place. */
export const escapes = {
  /** A JSON value, which is also a TypeScript literal and a YAML scalar. */
  json: (value: Value) => JSON.stringify(plain(value)),
  /** A YAML scalar that every parser reads as text: unquoted if YAML 1.1 and 1.2 agree on it. */
  yaml: (value: Value) => (isPlainYaml(words(value)) ? words(value) : JSON.stringify(words(value))),
  /** A JSON value on one line, with spaces as a person would write them. */
  inline: (json: string) => JSON.stringify(JSON.parse(json), null, 1).replace(/\n\s*/g, " "),
  /** JSON over many lines, for a whole file. */
  pretty: (value: object) => JSON.stringify(value, null, 2),
  one: (values: unknown[]) => values.length === 1,
  /** A list of strings on one line, with spaces as a person would write them. */
  list: (values: string[]) => `[${values.map((value) => JSON.stringify(value)).join(", ")}]`,
  html: (value: Value) => words(value).replace(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`),
  md: (value: Value) =>
    words(value)
      .replace(/[\\`*_[\]<>|#~$!]|&(?=#?\w+;)/g, "\\$&")
      .replace(/^(\d+)([.)])/, "$1\\$2")
      .replace(/^([-+=])/, "\\$1"),
  /** An SQL string literal. Standard strings have no backslash escapes, so only the quote is escaped. */
  sqlText: (value: Value) => `'${words(value).replaceAll("'", "''")}'`,
  /** Words and numbers in a row: `{{json (concat sentence row)}}` -> "Title 1". */
  concat: (...values: unknown[]) => values.slice(0, -1).join(" "),
  plain: (value: Value) => words(value),
  /** Lines in a diff, of which the template has marked the first one. */
  removed: (lines: string) => lines.replaceAll("\n", "\n-"),
  added: (lines: string) => lines.replaceAll("\n", "\n+"),
};

/** Words of letters and dashes, except those that YAML reads as a boolean, null or a number. */
function isPlainYaml(text: string): boolean {
  return /^[a-z][a-z\d-]*$/i.test(text) && !/^(y|n|yes|no|on|off|true|false|null)$/i.test(text);
}

function plain(value: Value): unknown {
  return value instanceof FreeText ? value.text : value;
}

function words(value: Value): string {
  return String(plain(value));
}
