// What templates see of one resource.
import type { DatabaseKind, Idea, Stack } from "../../catalog/catalog.ts";
import { tableNumbers, type Migration } from "../../project/migrations.ts";
import type { Field, Resource } from "../../project/resource/resource.ts";
import { fieldView, type FieldView } from "./field-view.ts";
import { seedRows } from "./seed-rows.ts";
import { insertView, listView, type InsertView, type ListView } from "./statements.ts";
import { isIndexed, tableView, type TableView } from "./table.ts";
import { targetOf, type Target } from "./reference-target.ts";
import { own } from "../../json-file.ts";

/** Who answers how things are written. */
export interface Kinds {
  stack: Stack;
  database: DatabaseKind;
  /** what earlier operations shipped */
  migrations: Migration[];
  /** example rows of the idea, by plural kebab name; empty when its resources are not the project's */
  seeds: Idea["seeds"];
}

/** A resource, as templates see it. */
export interface ResourceView extends Target, InsertView, ListView, TableView {
  fields: FieldView[];
  /** the number of the migration that makes its table: "0003" */
  migration: string;
  searchable: boolean;
  /** fields with an index of their own */
  indexes: FieldView[];
  refs: FieldView[];
  /** references of earlier tables that can only be made together with this one */
  lateRefs: (FieldView & { table: string })[];
  /** what a whole row points at: the targets of references that can be set at once, each once */
  needs: Target[];
  /** whether rows of a later resource point at it */
  pointedAt: boolean;
  /** for its tests: what may be left out, is unique, can be filtered by, searched in, and changed */
  omittables: FieldView[];
  uniques: FieldView[];
  filterable: FieldView[];
  searched?: FieldView;
  changeable?: FieldView;
  /** whether lists are filtered by whole numbers */
  numbered: boolean;
  /** references that a whole row sets: their targets take this row along, or leave it without them */
  settable: FieldView[];
  /** whether its samples count up */
  usesUnique: boolean;
  /** its example rows */
  seeds: Record<string, unknown>[];
}

/** Prepares the resource at this place of the ordered list. */
export function resourceView(at: number, resources: Resource[], kinds: Kinds): ResourceView {
  const resource = resources[at] as Resource;
  const target = targetOf(resource);
  const fields = resource.fields.map((field) => view(field, at, resources, kinds));
  const searched = fields.filter(({ type }) => type === "string" || type === "text");
  const settable = fields.filter(({ ref, sample }) => ref !== undefined && sample !== "null");
  const needs = settable.flatMap(({ target }) => target ?? []);
  return {
    ...target,
    fields,
    ...tableView(resource, fields, kinds.migrations),
    migration: tableNumbers(resources, kinds.migrations, kinds.stack.firstMigration).get(resource.singular.kebab) ?? "",
    ...insertView(fields),
    ...listView(fields, searched),
    searchable: searched.length > 0,
    indexes: fields.filter(isIndexed),
    refs: fields.filter(({ ref }) => ref !== undefined),
    lateRefs: lateRefs(at, resources, kinds),
    needs: [...new Map(needs.map((need) => [need.singular.kebab, need])).values()],
    omittables: fields.filter(({ omittable }) => omittable),
    uniques: fields.filter(({ unique, sample }) => unique && sample !== "null"),
    filterable: fields.filter(({ filter, sample }) => filter !== "" && sample !== "null"),
    searched: searched[0],
    changeable: fields.find(({ sample }) => sample !== "null") ?? fields[0],
    pointedAt: resources.slice(at + 1).some((later) => later.fields.some(({ ref }) => ref === resource.singular.kebab)),
    numbered: fields.some(({ filter }) => filter.startsWith("wholeNumber(")),
    settable,
    usesUnique: fields.some(({ sample }) => sample.includes("unique()")),
    seeds: seedRows(fields, own(kinds.seeds, resource.plural.kebab)),
  };
}

function view(field: Field, at: number, resources: Resource[], kinds: Kinds): FieldView {
  const position = resources.findIndex(({ singular }) => singular.kebab === field.ref);
  const pointedAt = resources[position];
  return fieldView(field, { ...kinds, target: pointedAt && targetOf(pointedAt), late: position > at, self: position === at });
}

function lateRefs(at: number, resources: Resource[], kinds: Kinds): ResourceView["lateRefs"] {
  return resources.slice(0, at).flatMap((earlier, position) =>
    earlier.fields
      .filter(({ ref }) => ref === resources[at]?.singular.kebab)
      .map((field) => ({ ...view(field, position, resources, kinds), table: earlier.plural.snake })),
  );
}

