// The five routes that every resource has, described once.
import type { z } from "zod";
import { idParams, pageOf } from "../http/params.ts";
import { document } from "./openapi.ts";

interface Described {
  /** "/api/books" */
  path: string;
  /** "Book" and "Books", as they stand in the names of operations */
  one: string;
  many: string;
  row: z.ZodObject;
  input: z.ZodObject;
  changes: z.ZodObject;
  query: z.ZodObject;
}

export function documentResource({ path, one, many, row, input, changes, query }: Described): void {
  const tag = many;
  const params = idParams;
  const byId = `${path}/{id}`;
  const schema = row.meta({ id: one });
  const list = { status: 200, schema: pageOf(schema) };
  document({ route: `GET ${path}`, id: `list${many}`, summary: "List, filter, sort and search", tag, query, ok: list, problems: [422] });
  document({
    route: `POST ${path}`,
    id: `create${one}`,
    summary: "Create one, as its owner",
    tag,
    signedIn: true,
    body: input,
    ok: { status: 201, schema },
    problems: [400, 401, 409, 413, 415, 422],
  });
  document({ route: `GET ${byId}`, id: `read${one}`, summary: "Read one", tag, params, ok: { status: 200, schema }, problems: [404, 422] });
  document({
    route: `PATCH ${byId}`,
    id: `update${one}`,
    summary: "Change some fields of your own",
    tag,
    signedIn: true,
    params,
    body: changes,
    ok: { status: 200, schema },
    problems: [400, 401, 403, 404, 409, 413, 415, 422],
  });
  document({
    route: `DELETE ${byId}`,
    id: `delete${one}`,
    summary: "Delete your own",
    tag,
    signedIn: true,
    params,
    ok: { status: 204 },
    problems: [401, 403, 404, 409, 422],
  });
}
