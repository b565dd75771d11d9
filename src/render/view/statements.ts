// Statements: the SQL parts of a resource, as lists of names and numbered parameters.
import type { FieldView } from "./field-view.ts";

export interface InsertView {
  /** comma-separated: the columns of an insert with its owner, "$1, $2, $3", and the values in code */
  insertColumns: string;
  placeholders: string;
  insertValues: string;
  /** the parameter of one more value: "$4" */
  nextMark: string;
}

export interface ListView {
  /** the filters of a list, each with its "$2"; the owner's comes before them, search and page after them */
  filters: (FieldView & { mark: string })[];
  filterValues: string;
  searchMark: string;
  limitMark: string;
  offsetMark: string;
  search: string;
}

export function insertView(fields: FieldView[]): InsertView {
  return {
    insertColumns: wrapped([...fields.map(({ column }) => column), "owner_id"], 4, 70),
    placeholders: wrapped([...fields.keys(), fields.length].map(mark)),
    insertValues: wrapped([...fields.map(({ name }) => `input.${name}`), "ownerId"], 4),
    nextMark: mark(fields.length + 1),
  };
}

/** @param prefix what stands before a column in its statements: "books.", or nothing */
export function listView(fields: FieldView[], searched: FieldView[], prefix: string): ListView {
  const filters = fields.filter(({ filter }) => filter !== "").map((field, at) => ({ ...field, mark: mark(at + 1) }));
  const [searchMark, values] = [
    mark(filters.length + 1),
    ["ownerId", ...filters.map(({ name }) => name)].map((name) => `query.${name}`),
  ];
  if (searched.length > 0) values.push("anywhere(query.q)");
  return {
    filters,
    filterValues: wrapped(values, 4),
    searchMark,
    limitMark: mark(values.length),
    offsetMark: mark(values.length + 1),
    search: searched.map(({ column }) => `${prefix}${column} ilike ${searchMark}`).join(" or "),
  };
}

/** The parameter in SQL at an index from 0. */
function mark(at: number): string {
  return `$${at + 1}`;
}

/** A list wrapped over lines of at most `width` characters, indented from the second on. */
export function wrapped(items: string[], indent = 6, width = 88): string {
  const lines = [""];
  for (const item of items) {
    const line = `${lines.at(-1)}${lines.at(-1) === "" ? "" : ", "}${item}`;
    if (line.length <= width) lines[lines.length - 1] = line;
    else lines.push(item);
  }
  return lines.join(`,\n${" ".repeat(indent)}`);
}
