// What all resources have in common: the id in a path, the query of a list, the shape of an answer.
import type { Request } from "express";
import { z } from "zod";

/** PostgreSQL's integer goes up to here; a larger id cannot exist. */
const id = z.coerce.number().int().min(1).max(2_147_483_647);

export const idParams = z.strictObject({ id });

/** The id of `/:id`, as a number. */
export function idOf(req: Request): number {
  return idParams.parse(req.params).id;
}

/** A row as we answer it: its own fields, and those that every row has. */
export function rowOf<Fields extends z.ZodRawShape>(fields: Fields) {
  return z.strictObject({ id: z.int(), ...fields, ownerId: z.int(), createdAt: z.iso.datetime(), updatedAt: z.iso.datetime() });
}

/** `?page=2&limit=20&sort=-createdAt` for rows of this shape. A "-" sorts downwards. */
export function listQuery(row: z.ZodObject) {
  const names = Object.keys(row.shape);
  return z.strictObject({
    page: z.coerce.number().int().min(1).max(100_000).default(1),
    limit: z.coerce.number().int().min(1).max(100).default(20),
    sort: z.enum([...names, ...names.map((name) => `-${name}`)]).default("-createdAt"),
    ownerId: id.optional(),
  });
}

/** One page of rows, with the number of rows on all pages. */
export function pageOf<Row extends z.ZodObject>(row: Row) {
  return z.strictObject({ data: z.array(row), page: z.int(), limit: z.int(), total: z.int() });
}
