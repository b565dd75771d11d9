// Resources: the row shape, the list query and the five described routes that all resources share.
import type { Request } from "express";
import { z } from "zod";
import { document } from "./docs/openapi.ts";
import { idParams, pageOf, paging } from "./http/params.ts";

/** The id of `/:id`, as a number. */
export function idOf(req: Request): number {
  return idParams.parse(req.params).id;
}

/** A row in a response: its own fields, and those that every row has. */
export function rowOf<Fields extends z.ZodRawShape>(fields: Fields) {
  return z.strictObject({ id: z.int(), ...fields, ownerId: z.int(), createdAt: z.iso.datetime(), updatedAt: z.iso.datetime() });
}

/** `?page=2&limit=20&sort=-createdAt` for rows of this shape. A "-" sorts in descending order. */
export function listQuery(row: z.ZodObject) {
  const names = Object.keys(row.shape);
  const sort = z.enum([...names, ...names.map((name) => `-${name}`)]).default("-createdAt");
  return z.strictObject({ ...paging, sort, ownerId: idParams.shape.id.optional() });
}

/** Its path is "/api/books"; "Book" and "Books" are used in operation names. A unique field adds the problem 409. */
interface Described extends Record<"row" | "input" | "changes" | "query", z.ZodObject> {
  path: string;
  one: string;
  many: string;
  problems?: number[];
  // {{#if uses.guarded}}
  /** whether reading requires a login */
  guarded?: boolean;
  // {{/if}}
  // {{#if uses.restrict}}
  /** 409, where other rows can keep one from being deleted */
  deleteProblems?: number[];
  // {{/if}}
}

/** Adds the five routes of a resource to the documentation. */
// export function documentResource({ path, one, many, row, input, changes, query, problems{{#if uses.guarded}}, guarded = false{{/if}}{{#if uses.restrict}}, deleteProblems{{/if}} }: Described): void {
// {{#specimen}}
export function documentResource({ path, one, many, row, input, changes, query, problems, guarded = false, deleteProblems }: Described): void {
  // {{/specimen}}
  const mine = { tag: many, signedIn: true };
  const byId = `${path}/{id}`;
  const params = idParams;
  const schema = row.meta({ id: one });
  // document({ route: `GET ${path}`, id: `list${many}`, summary: "List, filter, sort and search", tag: many,{{#if uses.guarded}} signedIn: guarded,{{/if}} query, ok: [200, pageOf(schema)] });
  // {{#specimen}}
  document({ route: `GET ${path}`, id: `list${many}`, summary: "List, filter, sort and search", tag: many, signedIn: guarded, query, ok: [200, pageOf(schema)] });
  // {{/specimen}}
  document({ route: `POST ${path}`, id: `create${one}`, summary: "Create one", ...mine, body: input, ok: [201, schema], problems });
  // document({ route: `GET ${byId}`, id: `read${one}`, summary: "Read one", tag: many,{{#if uses.guarded}} signedIn: guarded,{{/if}} params, ok: [200, schema] });
  // {{#specimen}}
  document({ route: `GET ${byId}`, id: `read${one}`, summary: "Read one", tag: many, signedIn: guarded, params, ok: [200, schema] });
  // {{/specimen}}
  document({ route: `PATCH ${byId}`, id: `update${one}`, summary: "Change fields of your own", ...mine, params, body: changes, ok: [200, schema], problems });
  // document({ route: `DELETE ${byId}`, id: `delete${one}`, summary: "Delete your own{{#unless uses.restrict}}, with the rows that require it{{/unless}}", ...mine, params, ok: [204]{{#if uses.restrict}}, problems: deleteProblems{{/if}} });
  // {{#specimen}}
  document({ route: `DELETE ${byId}`, id: `delete${one}`, summary: "Delete your own", ...mine, params, ok: [204], problems: deleteProblems });
  // {{/specimen}}
}
