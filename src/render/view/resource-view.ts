// What templates see of one resource.
import type { DatabaseKind, Idea, Stack } from "../../catalog/catalog.ts";
import type { Field, Resource } from "../../project/resource/resource.ts";
import { fieldView, type FieldView } from "./field-view.ts";
import { seedRows } from "./seed-rows.ts";
import { targetOf, type Target } from "./reference-target.ts";
import { own } from "../../json-file.ts";

/** Who answers how things are written. */
export interface Kinds {
  stack: Stack;
  database: DatabaseKind;
  /** example rows of the idea, by plural kebab name; empty when its resources are not the project's */
  seeds: Idea["seeds"];
}

/** A resource, as templates see it. */
export interface ResourceView extends Target {
  fields: FieldView[];
  /** the number of its migration: "0003" */
  migration: string;
  /** for its SQL, as lists with commas: what an insert names, its owner included, "$1, $2, $3", and the values in code */
  insertColumns: string;
  placeholders: string;
  insertValues: string;
  /** the fields that lists are filtered by, each with its "$2"; the owner comes before them, search and page after them */
  filters: (FieldView & { mark: string })[];
  filterValues: string;
  searchMark: string;
  limitMark: string;
  offsetMark: string;
  /** the condition of a search */
  search: string;
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
    migration: String(kinds.stack.firstMigration + at).padStart(4, "0"),
    ...insertView(fields),
    ...listView(fields, searched),
    searchable: searched.length > 0,
    indexes: fields.filter(({ type, index, unique }) => !unique && (index || type === "ref")),
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

/** What an insert is written with. */
function insertView(fields: FieldView[]): Pick<ResourceView, "insertColumns" | "placeholders" | "insertValues"> {
  return {
    insertColumns: wrapped([...fields.map(({ column }) => column), "owner_id"]),
    placeholders: wrapped([...fields.keys(), fields.length].map(mark)),
    insertValues: wrapped([...fields.map(({ name }) => `input.${name}`), "ownerId"]),
  };
}

/** What a list is written with. */
function listView(fields: FieldView[], searched: FieldView[]): Pick<ResourceView, "filters" | "filterValues" | "search" | "searchMark" | "limitMark" | "offsetMark"> {
  const filters = fields.filter(({ filter }) => filter !== "").map((field, at) => ({ ...field, mark: mark(at + 1) }));
  const [searchMark, values] = [mark(filters.length + 1), ["ownerId", ...filters.map(({ name }) => name)].map((name) => `query.${name}`)];
  if (searched.length > 0) values.push("anywhere(query.q)");
  return {
    filters,
    filterValues: wrapped(values, 4),
    searchMark,
    limitMark: mark(values.length),
    offsetMark: mark(values.length + 1),
    search: searched.map(({ column }) => `${column} ilike ${searchMark}`).join(" or "),
  };
}

/** The name of a value in SQL, by its place from 0. */
function mark(at: number): string {
  return `$${at + 1}`;
}

/** A list over as many lines as it needs, all but the first of them indented. */
function wrapped(items: string[], indent = 6): string {
  const lines = [""];
  for (const item of items) {
    const line = `${lines.at(-1)}${lines.at(-1) === "" ? "" : ", "}${item}`;
    if (line.length <= 88) lines[lines.length - 1] = line;
    else lines.push(item);
  }
  return lines.join(`,\n${" ".repeat(indent)}`);
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

