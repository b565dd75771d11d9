// Resource view: the data of one resource for templates.
import type { DatabaseKind, Idea, Stack } from "../../catalog/catalog.ts";
import { tableNumbers, type Migration } from "../../project/migrations.ts";
import { boundsOf } from "../../project/resource/bounds.ts";
import { nameFrom } from "../../project/resource/names.ts";
import { pointsToOwn, userRef, type Field, type Resource } from "../../project/resource/resource.ts";
import { fieldView, type FieldView } from "./field-view.ts";
import { rowsSuggested, seedRows } from "./seed-rows.ts";
import { insertView, listView, type InsertView, type ListView } from "./statements.ts";
import { tableView, type TableView } from "./table.ts";
import { togetherView, type TogetherView } from "./together-view.ts";
import { accessView, uniquePerOwner, type AccessView } from "./access-view.ts";
import { relationView, type RelationView } from "./relations.ts";
import { targetOf, users, type Target } from "./reference-target.ts";
import { testUsersView, type TestUsersView } from "./test-users.ts";
import { includesView, type IncludesView } from "./includes.ts";
import { own } from "../../json-file.ts";

export interface Kinds {
  stack: Stack;
  database: DatabaseKind;
  migrations: Migration[];
  /** the idea's example rows by plural kebab-case name; empty if the project has other resources */
  seeds: Idea["seeds"];
}

export interface ResourceView
  extends Target, AccessView, RelationView, InsertView, ListView, TableView, IncludesView, TestUsersView {
  fields: FieldView[];
  /** the number of the migration that creates its table: "0003" */
  migration: string;
  searchable: boolean;
  /** its rules about several fields, and those that a complete row can break */
  rules: TogetherView[];
  together: TogetherView[];
  /** references of earlier tables that can only be created with this one */
  lateRefs: (FieldView & { table: string })[];
  /** whether rows of a later resource reference it */
  pointedAt: boolean;
  /** for its tests: fields that can be omitted, are unique, filterable, searchable, and changeable */
  omittables: FieldView[];
  uniques: FieldView[];
  filterable: FieldView[];
  searched?: FieldView;
  outside: { name: string; value: string }[];
  changeable?: FieldView;
  /** whether a field is unique, so that another row can have its value */
  conflicts: boolean;
  /** whether lists are filtered by whole numbers */
  numbered: boolean;
  usesUnique: boolean;
  seeds: Record<string, unknown>[];
}

/** The view of the resource at this index of the ordered list. */
export function resourceView(at: number, resources: Resource[], kinds: Kinds): ResourceView {
  const resource = uniquePerOwner(resources[at] as Resource);
  const target = targetOf(resource);
  const fields = resource.fields.map((field) => view(field, at, resources, kinds));
  const rules = togetherView(resource, fields);
  const includes = includesOf(resource, fields, resources, kinds);
  const searched = fields.filter(({ type }) => type === "string" || type === "text");
  const pointedAt = resources.slice(at + 1).some((later) => pointsAt(later, resource));
  return {
    ...target,
    fields,
    ...accessView(resource, fields),
    ...tableView(resource, fields, rules, kinds.migrations),
    rules,
    together: rules.filter((rule) => rule.fields.every(({ sample }) => sample !== "null")),
    migration: tableNumbers(resources, kinds.migrations, kinds.stack.firstMigration).get(resource.singular.kebab) ?? "",
    ...insertView(fields),
    ...listView(fields, searched, includes.prefix),
    ...includes,
    searchable: searched.length > 0,
    lateRefs: lateRefs(at, resources, kinds),
    ...relationView(resource, resources, fields),
    omittables: fields.filter(({ omittable }) => omittable),
    uniques: fields.filter(({ unique, sample }) => unique && sample !== "null"),
    filterable: fields.filter(({ filter, sample }) => filter !== "" && sample !== "null"),
    searched: searched.find(takesAnySearch),
    outside: fields.flatMap(({ name, outside }) => outside.map((value) => ({ name, value }))),
    changeable: fields.find(({ sample }) => sample !== "null") ?? fields[0],
    pointedAt,
    conflicts: rules.length > 0 || fields.some(({ unique }) => unique),
    numbered: fields.some(({ filter }) => filter.startsWith("wholeNumber(")),
    ...testUsersView(target, fields, pointedAt),
    usesUnique: fields.some(({ sample }) => sample.includes("unique()")),
    seeds: seedRows(
      fields,
      rowsSuggested(resources).get(resource.singular.kebab),
      own(kinds.seeds, resource.plural.kebab),
    ),
  };
}

function includesOf(resource: Resource, fields: FieldView[], resources: Resource[], kinds: Kinds): IncludesView {
  const columnsOf = (other: Resource) => rowAsJson(resources.indexOf(other), resources, kinds);
  return includesView({ resource, resources, fields, columnsOf, reserved: kinds.database.reserved });
}

const times = ["createdAt", "updatedAt"].map((name): Field => (
  { name: nameFrom(name), type: "datetime", optional: false, unique: false, index: false, own: false, values: [] }
));

function rowAsJson(at: number, resources: Resource[], kinds: Kinds): string[] {
  const embedded = (field: Field) => view(field, at, resources, kinds).embedded;
  const { fields } = resources[at] as Resource;
  return ["id", ...fields.map(embedded), 'owner_id as "ownerId"', ...times.map(embedded)];
}

function pointsAt({ fields }: Resource, { singular }: Resource): boolean {
  return fields.some(({ ref }) => ref === singular.kebab);
}

/** Whether a text can be as short and as long as the texts in the test of the search. */
function takesAnySearch({ type, min, max }: FieldView): boolean {
  const bounds = boundsOf({ type, min, max });
  return bounds !== undefined && bounds.from <= 15 && bounds.to >= 20;
}

function view(field: Field, at: number, resources: Resource[], kinds: Kinds): FieldView {
  const position = resources.findIndex(({ singular }) => singular.kebab === field.ref);
  const pointedAt = resources[position];
  const target = field.ref === userRef ? users : pointedAt && targetOf(pointedAt);
  return fieldView(field, {
    ...kinds,
    target,
    targetRows: rowsSuggested(resources).get(field.ref ?? ""),
    own: pointsToOwn(field, resources),
    toPrivate: pointedAt?.access === "private",
    late: position > at,
    self: position === at,
  });
}

function lateRefs(at: number, resources: Resource[], kinds: Kinds): ResourceView["lateRefs"] {
  return resources.slice(0, at).flatMap((earlier, position) =>
    earlier.fields
      .filter(({ ref }) => ref === resources[at]?.singular.kebab)
      .map((field) => ({ ...view(field, position, resources, kinds), table: earlier.plural.snake })),
  );
}

