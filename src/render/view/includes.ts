// Includes: the rows that `?include` can embed in the rows of a resource, for templates.
import { permissions } from "../../project/resource/access.ts";
import type { Resource } from "../../project/resource/resource.ts";
import type { FieldView } from "./field-view.ts";
import { wrapped } from "./statements.ts";

export interface IncludeView {
  /** its name in a request and in a response: "author" */
  name: string;
  /** the same for SQL, quoted if it has to be */
  alias: string;
  /** whether it is a user, of whom only the public columns are embedded */
  toUser: boolean;
  /** the table that it comes from, its columns under their JSON names, and the column that points to it */
  table: string;
  columns: string;
  column: string;
  /** whether the condition of the join has to say that both rows belong to the same user */
  ownersOnly: boolean;
  schema: string;
  /** for tests: the field with its id, the path of its resource, and whether a complete row has none */
  key: string;
  path: string;
  empty: boolean;
}

export interface IncludesView {
  includes: IncludeView[];
  /** whether it embeds more than its owner, which its tests then show */
  embedsMore: boolean;
  /** as in a request: "author,owner" */
  includeNames: string;
  userIncludes: boolean;
  rowIncludes: boolean;
  /** what stands before a column in a statement with joins: "books." */
  prefix: string;
  /** the columns of a response under their JSON names, with the prefix */
  selectList: string;
}

interface Asked {
  resource: Resource;
  resources: Resource[];
  fields: FieldView[];
  /** the select list of another resource's rows as JSON */
  columnsOf: (target: Resource) => string[];
  reserved: string[];
}

/**
 * What a resource can embed: the rows that its references point to, and the owner unless that is the reader. A row is
 * left out if it has fewer readers than the row that points to it.
 */
export function includesView(asked: Asked): IncludesView {
  const { resource, fields } = asked;
  const table = resource.plural.snake;
  const names = fields.map(({ name }) => name);
  const includes = [...fields.flatMap((field, at) => includeOf(field, at, asked)), ...ownerOf(resource)]
    // The name of a field, or of the table itself, has a meaning already.
    .filter(({ name }) => !names.includes(name) && name !== table)
    .map((include) => ({ ...include, column: `${table}.${include.column}` }));
  const prefix = includes.length === 0 ? "" : `${table}.`;
  return {
    includes,
    embedsMore: includes.some(({ name }) => name !== "owner"),
    includeNames: includes.map(({ name }) => name).join(","),
    userIncludes: includes.some(({ toUser }) => toUser),
    rowIncludes: includes.some(({ toUser }) => !toUser),
    prefix,
    selectList: wrapped(
      rowColumns(fields).map((column) => prefix + column),
      2,
      100,
    ),
  };
}

function rowColumns(fields: FieldView[]): string[] {
  const selected = fields.map((field) => field.selected);
  return ["id", ...selected, 'owner_id as "ownerId"', 'created_at as "createdAt"', 'updated_at as "updatedAt"'];
}

function includeOf(field: FieldView, at: number, { resource, resources, columnsOf, reserved }: Asked): IncludeView[] {
  const name = resource.fields[at]?.name.camel ?? "";
  const alias = /^[a-z\d]+$/.test(name) && !reserved.includes(name) ? name : `"${name}"`;
  if (field.toUser) return [{ ...user, name, alias, column: field.column, key: field.name }];
  const target = resources.find(({ singular }) => singular.kebab === field.ref);
  if (target === undefined || readers(target) < readers(resource)) return [];
  return [
    {
      name,
      alias,
      toUser: false,
      table: target.plural.snake,
      columns: wrapped(columnsOf(target)),
      column: field.column,
      ownersOnly: field.toPrivate,
      schema: `rowNamed("${target.singular.pascal}")`,
      key: field.name,
      path: target.plural.kebab,
      empty: field.sample === "null",
    },
  ];
}

const user = {
  toUser: true,
  table: "users",
  columns: "id, name",
  ownersOnly: false,
  schema: "publicUser",
  path: "",
  empty: false,
};

/** The owner of a private row is its reader. */
function ownerOf({ access }: Resource): IncludeView[] {
  return access === "private" ? [] : [{ ...user, name: "owner", alias: "owner", column: "owner_id", key: "ownerId" }];
}

/** How many kinds of people can read the rows: 2 for everyone, 1 for signed-in users, 0 for the owner alone. */
function readers({ access = "public" }: Resource): number {
  const { visitor, member } = permissions[access];
  return [visitor, member].filter((words) => words.includes("read")).length;
}
