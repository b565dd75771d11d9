// Field view: the data of one field for templates: its names, and the texts that the stack and the database write for
// its type.
import type { DatabaseKind, Stack } from "../../catalog/catalog.ts";
import { boundsInWords } from "../../project/resource/bounds.ts";
import type { Field } from "../../project/resource/resource.ts";
import { boundsView } from "./bounds-view.ts";
import { fieldRelation, type FieldRelation } from "./field-relation.ts";
import type { Target } from "./reference-target.ts";
import { compile } from "../template.ts";

export interface FieldView extends Omit<Field, "name">, FieldRelation {
  /** its key in JSON: "publishedOn", and "authorId" for a reference */
  name: string;
  words: string;
  sentence: string;
  /** its column, quoted if SQL reserves the word */
  column: string;
  rawColumn: string;
  /** the column renamed to its JSON name, as a select lists it */
  selected: string;
  /** the whole line of the column in a migration */
  sql: string;
  sqlType: string;
  /** type and keys in an entity-relationship diagram: "numeric", " UK" */
  erType: string;
  erKeys: string;
  schema: string;
  /** the same for a query parameter; empty if lists cannot be filtered by it */
  filter: string;
  /** whether it can be omitted when a row is created, and its value then */
  omittable: boolean;
  initial: string;
  /** the same value in a test: some defaults depend on the clock */
  leftOut: string;
  /** code of a valid value in tests, of an invalid one, and JSON for example rows */
  sample: string;
  invalid: string;
  /** code for the values just below and above its bounds */
  outside: string[];
  documented: string;
  /** rules for people: "unique, may be empty" */
  rules: string;
  /** JSON of its value in the example row with this number, from 1; undefined if it stays empty */
  seed: (row: number) => string | undefined;
  target?: Target;
}

export interface FieldContext {
  stack: Stack;
  database: DatabaseKind;
  target?: Target;
  /** whether the target's table is created later, or is the same table */
  late: boolean;
  self: boolean;
  /** the number of example rows of the target */
  targetRows?: number;
  /** whether it can only point to a row of the same user */
  own?: boolean;
}

export function fieldView(field: Field, { stack, database, target, late, self, targetRows = 1, own = false }: FieldContext): FieldView {
  const rawColumn = field.type === "ref" ? `${field.name.snake}_id` : field.name.snake;
  const column = database.reserved.includes(rawColumn) ? `"${rawColumn}"` : rawColumn;
  const names = {
    name: field.type === "ref" ? `${field.name.camel}Id` : field.name.camel,
    words: field.name.words,
    sentence: field.name.sentence,
  };
  // A default that depends on the clock is not constant. In a text field, "today" and "now" are words.
  const moves = (field.type === "date" && field.default === "today") || (field.type === "datetime" && field.default === "now");
  const context = { ...field, ...names, ...boundsView(field, 1), ...fieldRelation(field, own), column, target, late, moves, row: 1, targetRow: 1, row2: "01", default: moves ? "" : defaultOf(field) };
  const write = (templates: Record<string, string>, key: string, more = {}) => micro(templates[key] ?? "")({ ...context, ...more });
  const [code, sql] = [stack.fieldTypes[field.type], database.fieldTypes[field.type]];
  const hasDefault = field.default !== undefined;
  const columnRules = [field.optional ? "" : "not null", field.unique ? "unique" : "", hasDefault ? `default ${write(sql, "initial")}` : "", write(sql, "rules")];
  const empty = late || self;
  return {
    ...field,
    ...names,
    ...fieldRelation(field, own),
    column,
    rawColumn,
    selected: rawColumn === names.name ? column : `${column} as "${names.name}"`,
    sql: [column, write(sql, "type"), ...columnRules].filter((piece) => piece !== "").join(" "),
    sqlType: write(sql, "type"),
    erType: write(sql, "type").replace(/\(.*/, ""),
    erKeys: erKeys(field),
    schema: write(code, "schema"),
    filter: write(code, "filter"),
    omittable: field.optional || hasDefault,
    initial: hasDefault ? write(code, "initial") : "null",
    leftOut: moves ? "expect.any(String) as string" : hasDefault ? write(code, "initial") : "null",
    sample: empty ? "null" : write(code, "sample"),
    invalid: write(code, "invalid"),
    outside: [write(code, "below"), write(code, "above")].filter((value) => value !== ""),
    documented: write(code, "documented"),
    rules: rulesOf(field),
    seed: (row) => (empty ? undefined : write(code, "seed", { row, targetRow: ((row - 1) % targetRows) + 1, row2: String(row).padStart(2, "0"), ...boundsView(field, row) })),
    target,
  };
}

/** The rules of a field for the table of fields, besides its type. */
function rulesOf(field: Field): string {
  const { unique, optional, default: initial } = field;
  const bounds = boundsInWords(field).replace(/^ (of )?/, "");
  return [bounds, unique && "unique", optional && "may be empty", initial !== undefined && "has a default"]
    .filter(Boolean)
    .join(", ");
}

/** The text of a constant default as the app returns it: a full timestamp, an email address in lower case. */
function defaultOf({ type, default: text = "" }: Field): string {
  if (type === "email") return text.toLowerCase();
  return type === "datetime" && text !== "" ? new Date(text).toISOString() : text;
}

function erKeys({ type, unique }: Field): string {
  const keys = [type === "ref" ? "FK" : "", unique ? "UK" : ""].filter((key) => key !== "");
  return keys.length === 0 ? "" : ` ${keys.join(", ")}`;
}

const compiled = new Map<string, (data: object) => string>();

/** A short template of a stack or a database, compiled once. */
function micro(source: string): (data: object) => string {
  const template = compiled.get(source) ?? compile("field.hbs", source);
  compiled.set(source, template);
  return template;
}
