// What routes have in common: the id in a path, the pages of a list.
import { z } from "zod";

/** The `:id` of a path. PostgreSQL's integer goes up to here; a larger id cannot exist. */
export const idParams = z.strictObject({ id: z.coerce.number().int().min(1).max(2_147_483_647) });

/** `?page=2&limit=20`. An address is text, so numbers are converted. */
export const paging = {
  page: z.coerce.number().int().min(1).max(100_000).default(1),
  limit: z.coerce.number().int().min(1).max(100).default(20),
};

/** One page of rows, with the number of rows on all pages. */
export function pageOf<Row extends z.ZodObject>(row: Row) {
  return z.strictObject({ data: z.array(row), page: z.int(), limit: z.int(), total: z.int() });
}
