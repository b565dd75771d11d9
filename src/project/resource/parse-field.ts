// Field parser: reads the syntax of one field, "isbn:string:unique", "pages:integer?", "author:ref(author)".
import { UserError } from "../../user-error.ts";
import { checkBounds } from "./bounds.ts";
import { checkDefault } from "./field-defaults.ts";
import { applyWord, settleReference, wordsOf } from "./field-words.ts";
import { wholeField } from "./half-field.ts";
import { checkedName, nameFrom, type Name } from "./names.ts";
import { fieldTypes, type FieldType } from "../../catalog/field-types.ts";
import type { Field } from "./resource.ts";
import { splitOutside, wordAndArgument } from "./split.ts";
import { shown } from "../../shown.ts";
import { typeHint } from "./type-names.ts";

const longest = 30;
const mostValues = 30;
const withoutUnique = new Set<FieldType>(["boolean", "enum", "text", "json"]);
const withoutIndex = new Set<FieldType>(["text", "json"]);

/** @throws UserError with the part that is wrong */
export function parseField(text: string, resource: Name): Field {
  const [named, typed, ...behind] = splitOutside(text, /:/);
  if (named === undefined || typed === undefined || text.startsWith(":")) {
    throw new UserError(
      `${shown(text)} in ${shown(resource.kebab)} is not a field.`,
      wholeField(text, resource.kebab),
    );
  }
  const short = (piece: string) => piece.endsWith("?");
  const pieces = [typed, ...behind].map((piece) => (short(piece) ? piece.slice(0, -1) : piece));
  const { word, argument } = wordAndArgument(pieces[0] ?? "");
  const type = typeNamed(word, text);
  const field: Field = {
    name: fieldName(named, type),
    type,
    optional: [typed, ...behind].some(short),
    unique: false,
    index: false,
    own: false,
    ...typeArgument(type, argument, text),
  };
  for (const piece of pieces.slice(1)) if (piece !== "") applyWord(field, piece, text);
  return checkedField(field, text);
}

/** The canonical syntax of a field. */
export function formatField(field: Field): string {
  const argument = field.ref ?? field.values.join("|");
  const pieces = [field.name.camel, argument === "" ? field.type : `${field.type}(${argument})`];
  return [...pieces, ...wordsOf(field)].join(":");
}

function typeNamed(word: string, text: string): FieldType {
  const type = fieldTypes.find((known) => known === word);
  if (type !== undefined) return type;
  throw new UserError(`${shown(word)} in ${shown(text)} is not a field type.`, typeHint(word));
}

function fieldName(text: string, type: FieldType): Name {
  if (text.length > longest || !/^[a-z][a-zA-Z0-9]*([-_][A-Za-z][a-zA-Z0-9]*)*$/.test(text)) {
    throw new UserError(
      `${shown(text)} cannot name a field.`,
      `Use up to ${longest} ASCII letters and digits, such as title or publishedOn.`,
    );
  }
  const name = nameFrom(text);
  return type === "ref" ? nameFrom(name.kebab.replace(/-id$/, "")) : name;
}

function typeArgument(type: FieldType, argument: string | undefined, text: string): Pick<Field, "values" | "ref"> {
  if (type === "enum") return { values: enumValues(argument, text) };
  if (type === "ref") {
    if (argument) return { values: [], ref: checkedName(argument.trim(), "resource") };
    throw new UserError(`${shown(text)} does not say what it points to.`, "Write ref(author).");
  }
  if (argument !== undefined)
    throw new UserError(`The type ${type} in ${shown(text)} takes nothing in parentheses.`, `Write ${type} alone.`);
  return { values: [] };
}

function enumValues(argument: string | undefined, text: string): string[] {
  const values = (argument ?? "").split("|").map((value) => value.trim());
  const wrong = values.find((value) => value.length > 40 || !/^[A-Za-z][A-Za-z0-9_-]*$/.test(value));
  if (wrong !== undefined) {
    throw new UserError(
      `${shown(wrong)} cannot be a value of ${shown(text)}.`,
      "Write enum(draft|published): letters, digits and dashes.",
    );
  }
  if (new Set(values).size !== values.length)
    throw new UserError(`${shown(text)} names a value twice.`, "Leave one out.");
  if (values.length < 2 || values.length > mostValues)
    throw new UserError(`${shown(text)} needs 2 to ${mostValues} values.`, "Write enum(draft|published).");
  return values;
}

function checkedField(field: Field, text: string): Field {
  if (field.unique && withoutUnique.has(field.type))
    throw new UserError(
      `${shown(text)}: the type ${field.type} cannot be unique.`,
      "Leave out unique, or use a string.",
    );
  if (field.index && withoutIndex.has(field.type))
    throw new UserError(`${shown(text)}: the type ${field.type} cannot have an index.`, "Use a string.");
  if (field.unique && field.default !== undefined) {
    throw new UserError(
      `${shown(text)} is unique and has a default.`,
      "Two rows with the default would clash: leave one of them out.",
    );
  }
  settleReference(field, text);
  checkBounds(field, text);
  if (field.default !== undefined) checkDefault(field, text);
  return field;
}
