// Field view: the data of one field for templates: its names, and the texts that the stack and the database write for
// its type.
import type { DatabaseKind, Stack } from "../../catalog/catalog.ts";
import type { TypeInTable } from "../../catalog/field-types.ts";
import { boundsInWords } from "../../project/resource/bounds.ts";
import type { Field } from "../../project/resource/resource.ts";
import { fieldTexts } from "./field-texts.ts";
import { fieldRelation, type FieldRelation } from "./field-relation.ts";
import type { Target } from "./reference-target.ts";

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
  /** the same in a row that another row embeds, which the database writes as JSON */
  embedded: string;
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
  targetRows?: number;
  /** whether it can only point to a row of the same user, and whether nobody else can read that row */
  own?: boolean;
  toPrivate?: boolean;
}

export function fieldView(field: Field, context: FieldContext): FieldView {
  const { database, target, late, self, targetRows = 1, own = false, toPrivate = false } = context;
  const rawColumn = field.type === "ref" ? `${field.name.snake}_id` : field.name.snake;
  const column = database.reserved.includes(rawColumn) ? `"${rawColumn}"` : rawColumn;
  const names = namesOf(field);
  const relation = fieldRelation(field, own, toPrivate);
  const moves = dependsOnClock(field);
  const hasDefault = field.default !== undefined;
  const empty = late || self;
  const common = { ...names, ...relation, column, target, late, moves, default: moves ? "" : defaultOf(field) };
  const { code, sql } = fieldTexts(field, context, common);
  const initial = hasDefault ? code("initial") : "null";
  const asJson = sql("embedded");
  const selected = rawColumn === names.name ? column : `${column} as "${names.name}"`;
  return {
    ...field,
    ...names,
    ...relation,
    column,
    rawColumn,
    selected,
    embedded: asJson === "" ? selected : `${asJson} as "${names.name}"`,
    sql: words([column, sql("type"), ...columnRules(field, sql)]),
    sqlType: sql("type"),
    erType: sql("type").replace(/\(.*/, ""),
    erKeys: erKeys(field),
    schema: code("schema"),
    filter: code("filter"),
    omittable: field.optional || hasDefault,
    initial,
    leftOut: moves ? "expect.any(String) as string" : initial,
    sample: empty ? "null" : code("sample"),
    invalid: code("invalid"),
    outside: [code("below"), code("above")].filter((value) => value !== ""),
    documented: code("documented"),
    rules: rulesOf(field),
    seed: (row) => (empty ? undefined : code("seed", { row, targetRow: ((row - 1) % targetRows) + 1 })),
    target,
  };
}

function namesOf({ type, name }: Field): Record<"name" | "words" | "sentence", string> {
  return { name: type === "ref" ? `${name.camel}Id` : name.camel, words: name.words, sentence: name.sentence };
}

/** Such a default is not constant. In a text field, "today" and "now" are words. */
function dependsOnClock({ type, default: initial }: Field): boolean {
  return (type === "date" && initial === "today") || (type === "datetime" && initial === "now");
}

function columnRules(field: Field, sql: (key: keyof TypeInTable) => string): string[] {
  const initial = field.default === undefined ? "" : `default ${sql("initial")}`;
  return [field.optional ? "" : "not null", field.unique ? "unique" : "", initial, sql("rules")];
}

function words(pieces: string[]): string {
  return pieces.filter((piece) => piece !== "").join(" ");
}

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
