// Params: the id in a path, and the paging of a list.
import { z } from "zod";
import { wholeNumber } from "../numbers.ts";

/** The `:id` of a path. PostgreSQL's integer has the range of z.int32(), so a larger id cannot exist. */
export const idParams = z.strictObject({ id: wholeNumber(z.int32().min(1)) });

/** `?page=2&limit=20` */
export const paging = {
  page: wholeNumber(z.int().min(1).max(100_000).default(1)),
  limit: wholeNumber(z.int().min(1).max(100).default(20)),
};

/** One page of rows, with the number of rows on all pages. */
export function pageOf<Row extends z.ZodObject>(row: Row) {
  return z.strictObject({ data: z.array(row), page: z.int(), limit: z.int(), total: z.int() });
}
