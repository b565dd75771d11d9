// Table: the columns with which a resource's table was created, and those added later.
import { numberOf, type Migration } from "../../project/migrations.ts";
import type { Resource } from "../../project/resource/resource.ts";
import type { FieldView } from "./field-view.ts";

export interface TableView {
  tableFields: FieldView[];
  tableIndexes: FieldView[];
  /** columns added later, each with the number of its migration */
  addedColumns: (FieldView & { migration: string; indexed: boolean })[];
}

export function tableView({ singular }: Resource, fields: FieldView[], migrations: Migration[]): TableView {
  const added = new Map(migrations.flatMap((one) => (one.resource === singular.kebab && one.field !== undefined ? [[one.field, numberOf(one)]] : [])));
  const tableFields = fields.filter(({ name }) => !added.has(name));
  const addedColumns = fields.flatMap((field) => {
    const migration = added.get(field.name);
    return migration === undefined ? [] : [{ ...field, migration, indexed: isIndexed(field) }];
  });
  return { tableFields, tableIndexes: tableFields.filter(isIndexed), addedColumns };
}

/** Whether a column needs its own index: a unique one has one already. */
export function isIndexed({ type, index, unique }: FieldView): boolean {
  return !unique && (index || type === "ref");
}
