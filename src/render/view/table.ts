// Table: which columns a resource's table was made with, and which were added to it later.
import { numberOf, type Migration } from "../../project/migrations.ts";
import type { Resource } from "../../project/resource/resource.ts";
import type { FieldView } from "./field-view.ts";

export interface TableView {
  /** the fields that its table was made with, and those of them with an index of their own */
  tableFields: FieldView[];
  tableIndexes: FieldView[];
  /** columns that were added to the table later, each with the number of its migration */
  addedColumns: (FieldView & { migration: string; indexed: boolean })[];
}

/** What its table was made with, and what came later. */
export function tableView({ singular }: Resource, fields: FieldView[], migrations: Migration[]): TableView {
  const added = new Map(migrations.flatMap((one) => (one.resource === singular.kebab && one.field !== undefined ? [[one.field, numberOf(one)]] : [])));
  const tableFields = fields.filter(({ name }) => !added.has(name));
  const addedColumns = fields.flatMap((field) => {
    const migration = added.get(field.name);
    return migration === undefined ? [] : [{ ...field, migration, indexed: isIndexed(field) }];
  });
  return { tableFields, tableIndexes: tableFields.filter(isIndexed), addedColumns };
}

/** Whether a column has an index of its own: a unique one has it already. */
export function isIndexed({ type, index, unique }: FieldView): boolean {
  return !unique && (index || type === "ref");
}
