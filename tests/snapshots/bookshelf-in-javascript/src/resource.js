// Resources: the row shape, the list query and the five described routes that all resources share.
import { z } from "zod";
import { document } from "./docs/openapi.js";
import { idParams, pageOf, paging } from "./http/params.js";

/** The id of `/:id`, as a number. */
export function idOf(req) {
  return idParams.parse(req.params).id;
}

/** A row in a response: its own fields, and those that every row has. */
export function rowOf(fields) {
  const times = { createdAt: z.iso.datetime(), updatedAt: z.iso.datetime() };
  return z.strictObject({ id: z.int(), ...fields, ownerId: z.int(), ...times });
}

/** `?page=2&limit=20&sort=-createdAt` for rows of this shape. A "-" sorts in descending order. */
export function listQuery(row) {
  const names = Object.keys(row.shape);
  const sort = z.enum([...names, ...names.map((name) => `-${name}`)]).default("-createdAt");
  return z.strictObject({ ...paging, sort, ownerId: idParams.shape.id.optional() });
}

/** `?include=`: names of the rows to embed, with commas. A wrong one is an error of the whole parameter. */
export function includeOf(embeddable) {
  const known = Object.keys(embeddable);
  // "a,b" -> ["a", "b"], each once.
  const namesIn = (text) => [...new Set(String(text).split(","))];
  const areKnown = (names) => names.every((name) => known.includes(name));
  const list = z.array(z.string().meta({ enum: known })).refine(areKnown, `Choose from: ${known.join(", ")}`);
  return { include: z.preprocess(namesIn, list).optional() };
}

/** A user as part of a row, without the email address. */
export const publicUser = z.strictObject({ id: z.int(), name: z.string() }).nullable().optional();

/** Another row as part of a row, in the shape that its own resource documents under this name. */
export function rowNamed(name) {
  return z.unknown().optional().meta({ anyOf: [{ $ref: `#/components/schemas/${name}` }, { type: "null" }] });
}

/** Adds the five routes of a resource to the documentation. */
export function documentResource(described) {
  const { path, one, many, row, input, changes, query, problems = [], embeddable } = described;
  const byId = `${path}/{id}`;
  const params = idParams;
  const include = embeddable && query.pick({ include: true });
  const shape = row.extend(embeddable ?? {}).meta({ id: one });
  const list = pageOf(shape);
  const read = { tag: many };
  const own = { tag: many, signedIn: true };
  const forbidden = [403];
  document(`GET ${path}`, `list${many}`, "List, filter, sort, search", { ...read, query, ok: [200, list] });
  document(`POST ${path}`, `create${one}`, "Create one", { ...own, body: input, ok: [201, shape], problems });
  document(`GET ${byId}`, `read${one}`, "Read one", { ...read, params, query: include, ok: [200, shape] });
  document(`PATCH ${byId}`, `update${one}`, "Change fields of your own", {
    ...own, params, body: changes, ok: [200, shape], problems: [...forbidden, ...problems],
  });
  document(`DELETE ${byId}`, `delete${one}`, "Delete yours and what needs it", {
    ...own, params, ok: [204], problems: forbidden,
  });
}
