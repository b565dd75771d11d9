// Field texts: the short templates of a stack and a database for the type of one field, filled in.
import type { DatabaseKind, Stack } from "../../catalog/catalog.ts";
import type { TypeInCode, TypeInTable } from "../../catalog/field-types.ts";
import type { Field } from "../../project/resource/resource.ts";
import { compile } from "../template.ts";
import { boundsView } from "./bounds-view.ts";

interface FieldTexts {
  /** A text of the stack, such as "schema"; `row` is the number of an example row, 1 by default. */
  code: (key: keyof TypeInCode, more?: { row: number; targetRow: number }) => string;
  /** A text of the database, such as "type". */
  sql: (key: keyof TypeInTable) => string;
}

/** @param common what every template can name, besides the field and its bounds */
export function fieldTexts(field: Field, kinds: { stack: Stack; database: DatabaseKind }, common: object): FieldTexts {
  const write = (template = "", { row, targetRow } = { row: 1, targetRow: 1 }) => {
    const numbers = { row, targetRow, row2: String(row).padStart(2, "0") };
    return compile("field.hbs", template)({ ...field, ...boundsView(field, row), ...numbers, ...common });
  };
  const [code, sql] = [kinds.stack.fieldTypes[field.type], kinds.database.fieldTypes[field.type]];
  return {
    code: (key, more) => write(code[key], more),
    sql: (key) => write(sql[key]),
  };
}
