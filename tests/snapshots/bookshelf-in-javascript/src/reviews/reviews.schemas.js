// Review schemas: the input from a client, and the output of the API.
import { z } from "zod";
import { wholeNumber } from "../numbers.js";
import { documentResource, includeOf, listQuery, publicUser, rowNamed, rowOf } from "../resource.js";

const fields = {
  rating: z.int32().min(1).max(5),
  body: z.string().trim().min(1).max(10_000),
  recommended: z.boolean(),
  bookId: z.int32().min(1),
};

// The input. `strictObject` refuses unlisted names, so nobody can set ownerId.
export const reviewInput = z.strictObject({
  ...fields,
  recommended: fields.recommended.default(true),
});

// A change can leave out any field, which then keeps its value.
export const reviewChanges = z.strictObject(fields).partial();

const review = rowOf(fields);

// The rows that ?include can embed in a row.
const embeddable = { book: rowNamed("Book"), owner: publicUser };

// The filters of a list: ?field=value. Query parameters are text, from which numbers are parsed.
export const reviewQuery = listQuery(review).extend(includeOf(embeddable)).extend({
  q: z.string().trim().min(1).max(100).optional(),
  rating: wholeNumber(z.int32()).optional(),
  recommended: z.enum(["true", "false"]).optional(),
  bookId: wholeNumber(z.int32()).optional(),
});

// The query of a single row. Made once, because a schema takes longer to make than to use.
export const reviewInclude = reviewQuery.pick({ include: true });

documentResource({
  path: "/api/reviews", one: "Review", many: "Reviews", embeddable,
  problems: [409],
  row: review, input: reviewInput, changes: reviewChanges, query: reviewQuery,
});
