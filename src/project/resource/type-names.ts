// Type names: the names that other tools use for the field types, for a hint with the name to use here.
import { fieldTypes } from "../../catalog/field-types.ts";
import { nearest, nearestOf } from "../../nearest.ts";

/** Each type with its names in SQL, TypeScript, ORMs and forms, in lower case without dashes and underscores. */
export const elsewhere: [string, string][] = [
  [
    "string",
    "varchar varchar2 nvarchar char nchar bpchar character str citext name slug phone tel color colour password",
  ],
  ["text", "longtext mediumtext tinytext textarea clob markdown html richtext multiline body"],
  ["integer", "int int2 int4 int8 int16 int32 int64 tinyint smallint mediumint bigint long short uint unsigned year"],
  ["integer", "serial bigserial smallserial autoincrement"],
  ["integer or decimal", "number num"],
  [
    "decimal",
    "float float4 float8 float32 float64 double doubleprecision real numeric money currency price bigdecimal percent",
  ],
  ["boolean", "bool bit flag checkbox tinyint1 yesno"],
  ["date", "day birthday localdate dateonly"],
  ["datetime", "timestamp timestamptz timestampz datetimetz datetime2 instant time timetz localdatetime zoneddatetime"],
  ["email", "mail emailaddress"],
  ["url", "uri link href website webaddress image file"],
  ["uuid", "guid id objectid uniqueidentifier cuid ulid"],
  ["json", "jsonb object map dict hash record struct array list"],
  ["enum(a|b)", "select choice choices option options set oneof radio"],
  ["ref(user)", "user account"],
  ["ref(author)", "reference references foreignkey fk belongsto relation relationship manytoone hasone"],
];

const known = new Map(
  elsewhere.flatMap(([type, words]) => words.split(" ").map((word): [string, string] => [word, type])),
);

/** A sentence that names the type to use for an unknown word, which can be the name of another resource. */
export function typeHint(word: string): string {
  const type = word.length > 40 ? undefined : known.get(word.toLowerCase().replace(/[-_\s]/g, ""));
  if (type !== undefined) return `Use ${type}.`;
  const hint = nearest(word, fieldTypes);
  const isName = /^[a-z][a-z0-9-]{0,23}$/.test(word) && nearestOf(word, fieldTypes) === undefined;
  return isName ? `${hint} For a row of another resource, write ref(${word}).` : hint;
}
