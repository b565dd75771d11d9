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
  const times = { createdAt: z.iso.datetime(), updatedAt: z.iso.datetime() };
  return z.strictObject({ id: z.int(), ...fields, ownerId: z.int(), ...times });
}

/** `?page=2&limit=20&sort=-createdAt` for rows of this shape. A "-" sorts in descending order. */
export function listQuery(row: z.ZodObject) {
  const names = Object.keys(row.shape);
  const sort = z.enum([...names, ...names.map((name) => `-${name}`)]).default("-createdAt");
  return z.strictObject({ ...paging, sort, ownerId: idParams.shape.id.optional() });
}

// {{#if uses.includes}}
/** `?include=`: names of the rows to embed, with commas. A wrong one is an error of the whole parameter. */
export function includeOf(embeddable: z.ZodRawShape) {
  const known = Object.keys(embeddable);
  // "a,b" -> ["a", "b"], each once.
  const namesIn = (text: unknown) => [...new Set(String(text).split(","))];
  const areKnown = (names: string[]) => names.every((name) => known.includes(name));
  const list = z.array(z.string().meta({ enum: known })).refine(areKnown, `Choose from: ${known.join(", ")}`);
  return { include: z.preprocess(namesIn, list).optional() };
}

// {{/if}}
// {{#if uses.userIncludes}}
/** A user as part of a row, without the email address. */
export const publicUser = z.strictObject({ id: z.int(), name: z.string() }).nullable().optional();

// {{/if}}
// {{#if uses.rowIncludes}}
/** Another row as part of a row, in the shape that its own resource documents under this name. */
export function rowNamed(name: string) {
  return z.unknown().optional().meta({ anyOf: [{ $ref: `#/components/schemas/${name}` }, { type: "null" }] });
}

// {{/if}}
// /** Its path is "/api/{{first.plural.kebab}}", and two names name its operations. A unique field adds the problem 409. */
interface Described extends Record<"row" | "input" | "changes" | "query", z.ZodObject> {
  path: string;
  one: string;
  many: string;
  problems?: number[];
  // {{#if uses.includes}}
  /** what reading can embed */
  embeddable?: z.ZodRawShape;
  // {{/if}}
  // {{#if uses.guarded}}
  /** whether reading requires a login */
  guarded?: boolean;
  // {{/if}}
  // {{#if uses.private}}
  /** whether a row of another user answers 404 like one that does not exist, and not 403 */
  hidden?: boolean;
  // {{/if}}
  // {{#if uses.admin}}
  /** whether only admins can write */
  admin?: boolean;
  // {{/if}}
  // {{#if uses.restrict}}
  /** 409, where other rows can keep one from being deleted */
  deleteProblems?: number[];
  // {{/if}}
}

/** Adds the five routes of a resource to the documentation. */
export function documentResource(described: Described): void {
  // const { path, one, many, row, input, changes, query, problems = []{{#if uses.includes}}, embeddable{{/if}} } = described;
  // {{#specimen}}
  const { path, one, many, row, input, changes, query, problems = [], embeddable } = described;
  // {{/specimen}}
  const byId = `${path}/{id}`;
  const params = idParams;
  // {{#if uses.includes}}
  const include = embeddable && query.pick({ include: true });
  const shape = row.extend(embeddable ?? {}).meta({ id: one });
  // {{else}}
  // const shape = row.meta({ id: one });{{! No row can embed another. }}
  // {{/if}}
  const list = pageOf(shape);
  // {{#if uses.guarded}}
  const read = { tag: many, signedIn: described.guarded };
  // {{else}}
  // const read = { tag: many };{{! Everybody reads. }}
  // {{/if}}
  const own = { tag: many, signedIn: true };
  // {{#if uses.private}}
  const forbidden = described.hidden ? [] : [403];
  // {{else}}
  // const forbidden = [403];{{! Everybody can read what others have. }}
  // {{/if}}
  // {{#if uses.admin}}
  const whose = described.admin ? "any row, as an admin" : "your own";
  const fails = described.admin ? [403, ...problems] : problems;
  // {{/if}}
  document(`GET ${path}`, `list${many}`, "List, filter, sort, search", { ...read, query, ok: [200, list] });
  // {{#if uses.admin}}
  document(`POST ${path}`, `create${one}`, "Create one", { ...own, body: input, ok: [201, shape], problems: fails });
  // {{else}}
  // document(`POST ${path}`, `create${one}`, "Create one", { ...own, body: input, ok: [201, shape], problems });{{! }}
  // {{/if}}
  // document(`GET ${byId}`, `read${one}`, "Read one", { ...read, params,{{! }}
  // {{~#if uses.includes}} query: include,{{/if}} ok: [200, shape] });
  // {{#specimen}}
  document(`GET ${byId}`, `read${one}`, "Read one", { ...read, params, query: include, ok: [200, shape] });
  // {{/specimen}}
  // document(`PATCH ${byId}`, `update${one}`, {{#if uses.admin}}`Change fields of ${whose}`
  // {{~else}}"Change fields of your own"{{/if}}, {
  // {{#specimen}}
  document(`PATCH ${byId}`, `update${one}`, `Change fields of ${whose}`, {
    // {{/specimen}}
    ...own, params, body: changes, ok: [200, shape], problems: [...forbidden, ...problems],
  });
  // document(`DELETE ${byId}`, `delete${one}`, {{#if uses.admin}}`Delete ${whose}`
  // {{~else}}{{#if uses.restrict}}"Delete your own"{{else}}"Delete yours and what needs it"{{/if}}{{/if}}, {
  // {{#specimen}}
  document(`DELETE ${byId}`, `delete${one}`, `Delete ${whose}`, {
    // {{/specimen}}
    // ...own, params, ok: [204], problems: {{#if uses.restrict}}[...forbidden, ...(described.deleteProblems ?? [])]
    // {{~else}}forbidden{{/if}},
    // {{#specimen}}
    ...own, params, ok: [204], problems: [...forbidden, ...(described.deleteProblems ?? [])],
    // {{/specimen}}
  });
}
