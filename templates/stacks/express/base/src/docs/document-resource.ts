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
  const mine = { tag: many, signedIn: true };
  const byId = `${path}/{id}`;
  const params = idParams;
  const schema = row.meta({ id: one });
  document({ route: `GET ${path}`, id: `list${many}`, summary: "List, filter, sort and search", tag: many, query, ok: [200, pageOf(schema)] });
  document({ route: `POST ${path}`, id: `create${one}`, summary: "Create one, as its owner", ...mine, body: input, ok: [201, schema], problems: [409] });
  document({ route: `GET ${byId}`, id: `read${one}`, summary: "Read one", tag: many, params, ok: [200, schema] });
  document({ route: `PATCH ${byId}`, id: `update${one}`, summary: "Change some fields of your own", ...mine, params, body: changes, ok: [200, schema], problems: [409] });
  document({ route: `DELETE ${byId}`, id: `delete${one}`, summary: "Delete your own", ...mine, params, ok: [204], problems: [409] });
}
