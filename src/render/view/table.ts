// Table: the columns with which a resource's table was created, and those added later.
import { numberOf, type Migration } from "../../project/migrations.ts";
import type { Resource } from "../../project/resource/resource.ts";
import type { FieldView } from "./field-view.ts";
import type { TogetherView } from "./together-view.ts";

export interface TableView {
  tableFields: FieldView[];
  tableIndexes: FieldView[];
  tableTogether: TogetherView[];
  /** columns added later, each with the number of its migration and the rules that it completes */
  addedColumns: (FieldView & { migration: string; indexed: boolean; completes: TogetherView[] })[];
}

export function tableView(
  { singular }: Resource,
  fields: FieldView[],
  together: TogetherView[],
  migrations: Migration[],
): TableView {
  const added = new Map(
    migrations.flatMap((one) =>
      one.resource === singular.kebab && one.field !== undefined ? [[one.field, numberOf(one)]] : [],
    ),
  );
  const tableFields = fields.filter(({ name }) => !added.has(name));
  const isLast = (column: FieldView, rule: TogetherView) =>
    rule.fields.includes(column) &&
    rule.fields.every(({ name }) => (added.get(name) ?? "") <= (added.get(column.name) ?? ""));
  const isIndexed = (field: FieldView) => isIndexedAlone(field, together);
  const addedColumns = fields.flatMap((field) => {
    const migration = added.get(field.name);
    return migration === undefined
      ? []
      : [{ ...field, migration, indexed: isIndexed(field), completes: together.filter((rule) => isLast(field, rule)) }];
  });
  const tableTogether = together.filter((rule) => rule.fields.every((field) => tableFields.includes(field)));
  return { tableFields, tableIndexes: tableFields.filter(isIndexed), tableTogether, addedColumns };
}

/** Whether a column needs its own index: a unique column has one, and so has the first of columns unique together. */
function isIndexedAlone(field: FieldView, together: TogetherView[]): boolean {
  const { type, index, unique, name } = field;
  return !unique && (index || type === "ref") && !together.some(({ first }) => first === name);
}
